from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import durations
from homestead.core.clock import HOUR, MINUTE, SECOND
from homestead.core.durations import Duration


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("20 min", Duration(0, 0, 20 * MINUTE)),
        ("1h30m", Duration(0, 0, 90 * MINUTE)),
        ("1.5 h", Duration(0, 0, 90 * MINUTE)),
        ("an hour and 5 s", Duration(0, 0, HOUR + 5 * SECOND)),
        ("a week 2 days", Duration(0, 9, 0)),
        ("1 year 2 months", Duration(14, 0, 0)),
        ("7d", Duration(0, 7, 0)),
    ],
)
def test_a_length_is_read_as_people_write_it(words, length):
    assert durations.read(words) == length


@pytest.mark.parametrize(
    "words", ["", "h", "20", "1 h 1 h", "1 parsec", "-1 h", "1 h.", "a", "1,5 h"]
)
def test_what_is_no_length_is_none(words):
    assert durations.read(words) is None


@pytest.mark.parametrize("words", ["1.5 days", "0.5 months", "0.3 y"])
def test_half_a_day_is_nothing_to_count_by(words):
    with pytest.raises(ValueError, match=r"\d"):
        durations.read(words)


@given(st.integers(0, 999_999), st.sampled_from(["s", "min", "hours"]))
def test_any_number_of_a_unit_is_that_long(count, unit):
    size = {"s": SECOND, "min": MINUTE, "hours": HOUR}[unit]
    assert durations.read(f"{count}{unit}") == Duration(0, 0, count * size)


@pytest.mark.parametrize(
    ("since", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-01-15", 13, "2024-12-15"),
    ],
)
def test_months_go_back_on_the_calendar(since, months, before):
    day = datetime.fromisoformat(since)
    assert Duration(months, 0, 0).before(day) == datetime.fromisoformat(before)
