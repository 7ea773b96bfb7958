"""Single values of a PluralKit file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.services.importing.pluralkit import values

SECOND = 1_614_834_367


@pytest.mark.parametrize(
    ("told", "micros"),
    [
        ("2021-03-04T05:06:07Z", 0),
        ("2021-03-04T05:06:07.8Z", 800_000),
        ("2021-03-04T05:06:07.89Z", 890_000),
        ("2021-03-04T05:06:07.891234Z", 891_234),
        ("2021-03-04T05:06:07.8912349Z", 891_234),
        ("2021-03-04T05:06:07.891234999Z", 891_234),
        ("2021-03-04T06:06:07+01:00", 0),
        ("2021-03-04T05:06:07", 0),
        (" 2021-03-04T05:06:07Z ", 0),
        (SECOND, 0),
        (SECOND * 1000 + 891, 891_000),
        (str(SECOND * 1000 + 891), 891_000),
    ],
)
def test_a_moment_is_read_however_it_is_written(told, micros):
    assert values.micros(told) == SECOND * 1_000_000 + micros


@pytest.mark.parametrize(
    "told",
    [None, "", "yesterday", True, [], {}, -5, 0, 1e300, float("nan"), "0000-01-01"],
)
def test_what_is_no_moment_is_none(told):
    assert values.micros(told) is None


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_moment_python_writes_is_read_back(at):
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert values.millis(at.isoformat()) == (at - epoch) // timedelta(milliseconds=1)


def test_moments_before_1970_are_cut_to_the_millisecond_before():
    assert values.millis("1969-12-31T23:59:59.9995Z") == -1


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("abcde", "abcde"),
        ("ABCDE", "abcde"),
        ("abc-def", "abcdef"),
        (" ABC-DEF ", "abcdef"),
        (
            "0B7F7C2E-0000-4000-8000-0000000000A1",
            "0b7f7c2e-0000-4000-8000-0000000000a1",
        ),
        (12345, "12345"),
        (None, ""),
        (True, ""),
        (["abcde"], ""),
        ({}, ""),
        ("", ""),
    ],
)
def test_an_id_is_compared_as_pluralkit_compares_it(told, known):
    assert values.identity(told) == known


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2004-02-29", ("2004-02-29", 0)),
        ("0004-02-29", ("02-29", 1)),
        ("0001-12-24", ("12-24", 1)),
        ("--02-29", ("02-29", 1)),
        ("2001-02-29", None),
        ("soon", None),
        ("2004", None),
        (None, None),
        ([], None),
    ],
)
def test_a_birthday_may_hide_its_year(told, kept):
    assert values.birthday(told) == kept


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("88aa33", "#88aa33"),
        ("#88AA33", "#88aa33"),
        (112233, "#112233"),
        ("8a", None),
        ("", None),
        (None, None),
        ({}, None),
    ],
)
def test_a_colour_gets_its_hash(told, kept):
    assert values.color(told) == kept


@pytest.mark.parametrize(
    ("told", "kept"),
    [(True, 1), (False, 0), ("true", 1), ("False", 0), (1, 1), ("maybe", None)],
)
def test_yes_and_no_are_read_from_text_too(told, kept):
    assert values.flag(told) == kept


@pytest.mark.parametrize("told", [None, [], {}, 2, "yes?"])
def test_what_is_neither_yes_nor_no_is_none(told):
    assert values.flag(told) is None


@pytest.mark.parametrize(
    ("told", "kept"), [("hi", "hi"), (5, "5"), (1.5, "1.5"), (None, ""), ([], None)]
)
def test_numbers_pass_for_text_and_lists_do_not(told, kept):
    assert values.text(told) == kept


def test_proxy_tags_keep_both_sides_once():
    tags = [
        {"prefix": "s:", "suffix": None},
        {"prefix": "s:", "suffix": None},
        {"prefix": "", "suffix": "-s"},
        {"prefix": None, "suffix": None},
        "s:text",
    ]
    assert values.proxy_tags(tags) == [
        {"prefix": "s:", "suffix": None},
        {"prefix": None, "suffix": "-s"},
    ]


def test_a_record_without_a_name_is_known_by_its_content():
    one = values.fingerprint({"a": 1, "b": [2]})
    assert one == values.fingerprint({"b": [2], "a": 1})
    assert one != values.fingerprint({"a": 1, "b": [3]})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Se\u200bles\u202e", "Seles"),
        ("  Se\nles ", "Se les"),
        ("\u200b\u3164", ""),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("س‌ل", "س‌ل"),
        (5, "5"),
        (None, ""),
        ([], None),
    ],
)
def test_a_line_shows_what_it_says(told, kept):
    assert values.line(told) == kept


def test_the_space_in_a_proxy_tag_counts():
    assert values.proxy_tags([{"prefix": "s: ", "suffix": None}]) == [
        {"prefix": "s: ", "suffix": None}
    ]
