from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import dates
from homestead.core.errors import UsageError


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2004-02-29", "2004-02-29"),
        ("2004-2-9", "2004-02-09"),
        ("2004-02-29T00:00:00.000Z", "2004-02-29"),
        ("0004-02-29", "02-29"),
        ("0001-03-04", "03-04"),
        ("02-29", "02-29"),
        ("--02-29", "02-29"),
        ("29 Feb", "02-29"),
        ("29. february 2004", "2004-02-29"),
        ("Feb 29", "02-29"),
        ("February 29th, 2004", "2004-02-29"),
        ("sept 2004", "2004-09"),
        ("May", "05"),
        ("5", "05"),
        ("2004-05", "2004-05"),
        ("2004", "2004"),
        ("  2004 ", "2004"),
    ],
)
def test_a_date_is_read_with_as_much_as_is_known(text, kept):
    assert str(dates.parse(text)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "mayo",
        "ma",
        "13",
        "00",
        "13-01",
        "02-30",
        "30-02",
        "2003-02-29",
        "29/02/2004",
        "29.02.2004",
        "20040229",
        "04-02-29",
        "0000-01-00",
        "2004-00-29",
        "2004-02-00",
        "00 may",
        "-x",
        "٢٠٠٤",
        "x" * 5000,
        "\u202e2004",
    ],
)
def test_what_is_no_date_is_answered_with_how_to_write_one(text):
    with pytest.raises(UsageError, match="not a date") as refused:
        dates.parse(text)
    assert "2004-02-29" in refused.value.hint


@given(st.dates(min_value=date(5, 1, 1)))
def test_every_day_is_kept_as_it_is(day):
    assert str(dates.parse(day.isoformat())) == day.isoformat()
    assert str(dates.parse(f"{day:%d %B} {day.year:04d}")) == day.isoformat()
    assert str(dates.parse(f"{day:%m-%d}")) == f"{day:%m-%d}"


@given(st.text())
def test_any_text_is_a_date_or_refused(text):
    try:
        kept = str(dates.parse(text))
    except UsageError:
        return
    assert str(dates.parse(kept)) == kept


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("date", "2004-02-29"),
        ("month_year", "2004-02"),
        ("month_day", "02-29"),
        ("month", "02"),
        ("year", "2004"),
    ],
)
def test_a_whole_date_gives_every_part_of_one(kind, kept):
    assert str(dates.parse("2004-02-29").only(kind)) == kept


@pytest.mark.parametrize(
    ("text", "kind", "lacking"),
    [
        ("02-29", "date", "lacks the year"),
        ("2004", "month_day", "lacks the month and the day"),
        ("2004-02", "date", "lacks the day"),
        ("2004", "month", "lacks the month"),
        ("may", "year", "lacks the year"),
    ],
)
def test_a_date_that_knows_too_little_is_told_what_it_lacks(text, kind, lacking):
    with pytest.raises(UsageError, match=lacking):
        dates.parse(text).only(kind)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("2004-02-29", "29 February 2004"),
        ("02-29", "29 February"),
        ("2004-05", "May 2004"),
        ("05", "May"),
        ("2004", "2004"),
        ("some day", "some day"),
        ("", ""),
    ],
)
def test_dates_are_said_as_people_say_them(kept, said):
    assert dates.spoken(kept) == said
