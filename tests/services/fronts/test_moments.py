"""Moments are taken as people mean them, and told as their clocks show them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import clock, when
from homestead.core.errors import UsageError
from homestead.services.fronts.moments import between, local, moment

LISBON = ZoneInfo("Europe/Lisbon")


def ms(text):
    return round(datetime.fromisoformat(text).replace(tzinfo=LISBON).timestamp() * 1000)


@pytest.fixture
def here(house, hours):
    """A home in Lisbon, at two in the afternoon of a November Saturday."""
    house.app.connection.execute(
        "INSERT INTO system (uid, time_zone, created_at, updated_at)"
        " VALUES ('s', 'Europe/Lisbon', 0, 0)"
    )
    hours.time = ms("2026-11-21 14:00")
    return house


@pytest.mark.parametrize(
    ("text", "how", "meant"),
    [
        ("13:30", {}, "2026-11-21 13:30"),
        ("15:30", {}, "2026-11-20 15:30"),
        ("13:30", {"latest": "2026-11-20 14:00"}, "2026-11-20 13:30"),
        ("15:30", {"latest": "2026-11-20 14:00"}, "2026-11-19 15:30"),
        ("1am", {"latest": "2026-11-20 21:00"}, "2026-11-20 01:00"),
        ("13:30", {"latest": "2026-11-22 13:00"}, "2026-11-21 13:30"),
        ("15:30", {"latest": "2026-11-22 13:00"}, "2026-11-20 15:30"),
        ("yesterday 9:00", {"latest": "2026-11-01 14:00"}, "2026-11-20 09:00"),
        ("20 min ago", {"day_of": "2026-11-01 14:00"}, "2026-11-21 13:40"),
        ("13:30", {"day_of": "2026-11-01 14:00"}, "2026-11-01 13:30"),
        ("23:59", {"day_of": "2026-11-01 00:00"}, "2026-11-01 23:59"),
        ("0:00", {"day_of": "2026-11-01 23:59"}, "2026-11-01 00:00"),
        ("15:30", {"day_of": "2026-11-21 13:00"}, "2026-11-20 15:30"),
    ],
)
def test_a_time_of_day_is_meant_near_what_it_is_said_of(here, text, how, meant):
    bounds = {key: ms(value) for key, value in how.items()}
    assert moment(here, text, **bounds) == ms(meant)


@pytest.mark.parametrize("how", [{}, {"latest": 0}, {"day_of": 0}])
def test_a_number_is_taken_at_its_word(here, how):
    assert moment(here, ms("2026-11-01 09:00"), **how) == ms("2026-11-01 09:00")


@pytest.mark.parametrize("ahead", [1, 59_999, 60_000])
def test_a_minute_ahead_is_now(here, hours, ahead):
    assert moment(here, hours.now() + ahead) == hours.now()


@pytest.mark.parametrize("text", ["25:00", "tomorrow", "", "soon", "é" * 500])
def test_what_is_no_time_is_answered_with_the_forms(here, text):
    for how in ({}, {"latest": here.app and 10**12}, {"day_of": 10**12}):
        with pytest.raises(UsageError) as told:
            moment(here, text, **how)
        assert "20 min ago" in told.value.hint


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-11-21 09:00", "2026-11-21 10:30", "from 09:00 to 10:30"),
        ("2026-11-20 09:00", "2026-11-20 10:30", "from 2026-11-20 09:00 to 10:30"),
        (
            "2026-11-20 23:00",
            "2026-11-21 01:00",
            "from 2026-11-20 23:00 to 2026-11-21 01:00",
        ),
        ("2026-11-21 09:00", None, "since 09:00"),
        ("2026-11-20 09:00", None, "since 2026-11-20 09:00"),
    ],
)
def test_a_stretch_is_told_with_dates_only_where_needed(start, end, told):
    now = ms("2026-11-21 14:00")
    assert between(ms(start), end and ms(end), now, LISBON) == told


def test_a_moment_of_today_needs_no_date():
    now = ms("2026-11-21 14:00")
    assert local(ms("2026-11-21 09:05"), now, LISBON) == "09:05"
    assert local(ms("2026-11-20 09:05"), now, LISBON) == "2026-11-20 09:05"


@given(st.integers(0, 4 * 10**12))
def test_a_clock_on_the_wall_shows_the_minute(at):
    shown = datetime.fromtimestamp(at // clock.SECOND, LISBON)
    assert when.wall(at, LISBON) == shown.strftime("%Y-%m-%d %H:%M")
