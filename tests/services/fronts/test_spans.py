"""Days, weeks, months and years are those that the clocks at home show."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import clock, when
from homestead.services.fronts import spans

LISBON = ZoneInfo("Europe/Lisbon")
MOMENTS = st.integers(0, 2_500_000_000_000)


def told(moments, zone=LISBON):
    return [when.wall(moment, zone) for moment in moments]


def at(*date):
    return int(datetime(*date, tzinfo=LISBON).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zoom", "start", "end"),
    [
        ("day", "2026-10-25 00:00", "2026-10-26 00:00"),  # an hour longer than most
        ("week", "2026-10-19 00:00", "2026-10-26 00:00"),
        ("month", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("year", "2026-01-01 00:00", "2027-01-01 00:00"),
    ],
)
def test_a_stretch_begins_and_ends_at_midnight(zoom, start, end):
    assert told(spans.period(zoom, at(2026, 10, 25, 23, 30), LISBON)) == [start, end]


@given(MOMENTS, st.sampled_from(spans.ZOOMS), st.sampled_from([LISBON, UTC]))
def test_stretches_follow_each_other_without_a_gap(moment, zoom, zone):
    start, end = spans.period(zoom, moment, zone)
    assert start <= moment < end
    assert spans.period(zoom, end, zone)[0] == end
    assert spans.period(zoom, start - 1, zone)[1] == start


@given(MOMENTS, st.integers(1, 400 * clock.DAY))
def test_a_scale_has_a_handful_of_lines(since, length):
    marks = spans.marks(since, since + length, LISBON)
    assert len(marks) <= 64
    assert all(one < other for one, other in pairwise(marks))
    assert all(since <= mark < since + length for mark in marks)


def test_a_day_is_marked_every_three_hours():
    day = spans.period("day", at(2026, 11, 21), LISBON)
    hours = [text[11:] for text in told(spans.marks(*day, LISBON))]
    assert hours == [f"{hour:02}:00" for hour in range(0, 24, 3)]


def test_a_year_is_marked_at_its_months():
    year = spans.period("year", at(2026, 11, 21), LISBON)
    months = [text[:10] for text in told(spans.marks(*year, LISBON))]
    assert months == [f"2026-{month:02}-01" for month in range(1, 13)]
