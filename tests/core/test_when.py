import contextlib
import os
import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import clock, when
from homestead.core.errors import UsageError

LISBON = ZoneInfo("Europe/Lisbon")
BERLIN = ZoneInfo("Europe/Berlin")
HAVANA = ZoneInfo("America/Havana")
BEIRUT = ZoneInfo("Asia/Beirut")


def ms(text, zone=BERLIN, fold=0):
    """What the tests compare with: the standard library's own reading."""
    wall = datetime.fromisoformat(text)
    if wall.tzinfo is None:
        wall = wall.replace(tzinfo=zone, fold=fold)
    return round(wall.timestamp() * 1000)


NOW = ms("2026-11-21T14:00:30")  # a Saturday


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("now", "2026-11-21T14:00:30"),
        ("  NOW ", "2026-11-21T14:00:30"),
        ("13:59", "2026-11-21T13:59"),
        ("14:00:30", "2026-11-21T14:00:30"),
        ("9:05", "2026-11-21T09:05"),
        ("at 9:05", "2026-11-21T09:05"),
        ("9am", "2026-11-21T09:00"),
        ("12am", "2026-11-21T00:00"),
        ("12:30 pm", "2026-11-21T12:30"),
        ("noon", "2026-11-21T12:00"),
        ("midnight", "2026-11-21T00:00"),
        ("20 min ago", "2026-11-21T13:40:30"),
        ("20min ago", "2026-11-21T13:40:30"),
        ("20 minutes  ago", "2026-11-21T13:40:30"),
        ("2h ago", "2026-11-21T12:00:30"),
        ("1 h 30 min ago", "2026-11-21T12:30:30"),
        ("1h30m ago", "2026-11-21T12:30:30"),
        ("1 hour and 30 minutes ago", "2026-11-21T12:30:30"),
        ("1.5 hours ago", "2026-11-21T12:30:30"),
        ("an hour ago", "2026-11-21T13:00:30"),
        ("30 s ago", "2026-11-21T14:00:00"),
        ("a day ago", "2026-11-20T14:00:30"),
        ("2 weeks ago", "2026-11-07T14:00:30"),
        ("9 months ago", "2026-02-21T14:00:30"),
        ("1 year 1 d 1 h ago", "2025-11-20T13:00:30"),
        ("yesterday 21:00", "2026-11-20T21:00"),
        ("yesterday at 9pm", "2026-11-20T21:00"),
        ("Yesterday", "2026-11-20T00:00"),
        ("today 9:00", "2026-11-21T09:00"),
        ("today 23:00", "2026-11-21T23:00"),
        ("monday 14:00", "2026-11-16T14:00"),
        ("tue", "2026-11-17T00:00"),
        ("saturday 13:00", "2026-11-21T13:00"),
        ("last saturday 13:00", "2026-11-14T13:00"),
        ("last thursday", "2026-11-19T00:00"),
        ("2026-11-20", "2026-11-20T00:00"),
        ("2026-11-20 14:30", "2026-11-20T14:30"),
        ("2026-11-20 9pm", "2026-11-20T21:00"),
        ("2026-11-20T14:30", "2026-11-20T14:30"),
        ("2026-11-20T14:30:15.250", "2026-11-20T14:30:15.250"),
        ("2026-11-20T14:30:00Z", "2026-11-20T15:30"),
        ("2026-11-20t14:30:00z", "2026-11-20T15:30"),
        ("2026-11-20 14:30+05:30", "2026-11-20T10:00"),
        ("2027-01-01T00:00Z", "2027-01-01T01:00"),
    ],
)
def test_a_moment_is_read_as_people_write_it(text, meant):
    assert when.parse(text, NOW, BERLIN) == ms(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14:01", "2026-11-20T14:01"),
        ("9pm", "2026-11-20T21:00"),
        ("saturday 15:00", "2026-11-14T15:00"),
    ],
)
def test_a_time_later_than_now_means_the_last_time_it_was(text, meant):
    assert when.parse(text, NOW, BERLIN) == ms(meant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "17",
        "9",
        "1795269600",
        "1795269600000",
        "20261121",
        "20 min",
        "7d",
        "min ago",
        "ago",
        "1 h 1 h ago",
        "1.5 months ago",
        "3 lightyears ago",
        "25:00",
        "14:60",
        "13pm",
        "0am",
        "2026-13-01",
        "2026-02-30",
        "2026-11",
        "21.11.2026",
        "11/21/2026",
        "tomorrow 9:00",
        "last today",
        "monday soon",
        "0000-01-01",
        "999999 years ago",
        "-x",
        "x" * 5000,
        "\u202e14:30",
        "1\n4:30",
    ],
)
def test_what_cannot_be_read_is_answered_with_the_forms(text):
    with pytest.raises(UsageError, match="not a time") as refused:
        when.parse(text, NOW, BERLIN)
    assert "20 min ago" in refused.value.hint
    assert len(refused.value.message) < 120


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-21"),
        ("yesterday", "2026-11-20", "2026-11-21"),
        ("today", "2026-11-21", "2026-11-22"),
        ("monday", "2026-11-16", "2026-11-17"),
        ("2026-10", "2026-10-01", "2026-11-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2025", "2025-01-01", "2026-01-01"),
        ("7d", "2026-11-14T14:00:30", "2026-11-14T14:00:30"),
        ("2 h", "2026-11-21T12:00:30", "2026-11-21T12:00:30"),
        ("2026-11-20 14:30", "2026-11-20T14:30", "2026-11-20T14:30"),
    ],
)
def test_a_stretch_takes_the_whole_of_its_days(text, start, end):
    assert when.since(text, NOW, BERLIN) == ms(start)
    assert when.until(text, NOW, BERLIN) == ms(end)


def test_the_31st_of_a_shorter_month_is_its_last_day():
    assert when.parse("1 month ago", ms("2026-03-31T08:00"), BERLIN) == ms(
        "2026-02-28T08:00"
    )


# Berlin 2026: 29 March 02:00 → 03:00, 25 October 03:00 → 02:00.
def test_a_time_that_clocks_skip_is_moved_on():
    assert when.parse("2026-03-29 02:30", NOW, BERLIN) == ms("2026-03-29T03:30")


def test_what_is_no_stretch_tells_the_forms_of_one():
    with pytest.raises(UsageError) as refused:
        when.since("lately", NOW, BERLIN)
    assert refused.value.hint.endswith("2026-11, 2026, 7d.")


def test_an_hour_shown_twice_is_the_second_one():
    assert when.parse("2026-10-25 02:30", NOW, BERLIN) == ms("2026-10-25T02:30", fold=1)


def test_an_hour_shown_twice_is_the_first_one_until_the_second_has_come():
    first = ms("2026-10-25T02:40")
    assert when.parse("02:30", first, BERLIN) == first - 10 * clock.MINUTE
    second = ms("2026-10-25T02:40", fold=1)
    assert when.parse("02:30", second, BERLIN) == second - 10 * clock.MINUTE


def test_days_keep_the_time_of_day_and_hours_do_not():
    now = ms("2026-10-26T12:00")
    assert when.parse("2 days ago", now, BERLIN) == ms("2026-10-24T12:00")
    assert when.parse("48 h ago", now, BERLIN) == ms("2026-10-24T13:00")


def test_a_day_without_midnight_begins_when_clocks_have_moved():
    noon = ms("2026-03-29T12:00", BEIRUT)
    assert when.day_start(noon, BEIRUT) == ms("2026-03-29T01:00", BEIRUT)


def test_a_day_with_two_midnights_begins_at_the_first():
    noon = ms("2026-11-01T12:00", HAVANA)
    assert when.day_start(noon, HAVANA) == ms("2026-11-01T00:00", HAVANA)


@pytest.mark.parametrize(("days", "begins"), [(0, "21"), (1, "22"), (-1, "20")])
def test_a_day_begins_at_the_homes_midnight(days, begins):
    assert when.day_start(NOW, BERLIN, days) == ms(f"2026-11-{begins}")


@pytest.fixture
def machine_in_lisbon(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("machine_in_lisbon")
@pytest.mark.parametrize(
    ("text", "fold"),
    [("2026-11-20 14:30", 0), ("2026-07-01 14:30", 0), ("2026-10-25 01:30", 1)],
)
def test_a_home_without_a_zone_uses_the_machines(text, fold):
    assert os.environ["TZ"] == "Europe/Lisbon"
    assert when.parse(text, NOW, None) == ms(text, LISBON, fold)


ZONES = st.sampled_from([BERLIN, LISBON, HAVANA, BEIRUT, UTC, None])
MOMENTS = st.integers(0, 4_102_444_800_000)  # 1970 to 2100


@given(MOMENTS, ZONES)
def test_what_homestead_prints_it_reads_back(moment, zone):
    assert when.parse(clock.iso(moment), NOW, zone) == moment


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_an_offset_is_taken_at_its_word(moment, minutes):
    zone = timezone(timedelta(minutes=minutes))
    text = datetime.fromtimestamp(moment // 1000, zone).isoformat()
    assert when.parse(text, NOW, BERLIN) == moment // 1000 * 1000


@given(MOMENTS, ZONES)
def test_a_clocks_face_names_the_moment_it_shows(moment, zone):
    shown = when.wall_time(moment, zone)
    found = when.instant(shown, zone, now=moment)
    assert when.wall_time(found, zone) == shown
    assert found == moment or abs(found - moment) <= 2 * clock.HOUR


@given(MOMENTS, ZONES, st.times())
def test_a_time_of_day_is_never_in_the_future(moment, zone, hour):
    found = when.parse(hour.strftime("%H:%M:%S"), moment, zone)
    assert moment - 26 * clock.HOUR < found <= moment


@given(MOMENTS, ZONES)
def test_every_moment_lies_within_its_day(moment, zone):
    start, end = when.day_start(moment, zone), when.day_start(moment, zone, 1)
    assert start <= moment < end
    assert when.since("today", moment, zone) == start
    assert when.until("today", moment, zone) == end


@given(st.text(), ZONES)
def test_any_text_is_read_or_refused_in_words(text, zone):
    for read in (when.parse, when.since, when.until):
        with contextlib.suppress(UsageError):
            assert isinstance(read(text, NOW, zone), int)


@pytest.mark.parametrize(
    ("text", "latest", "meant"),
    [
        ("23:00", "2026-11-20T23:30", "2026-11-20T23:00"),
        ("1am", "2026-11-20T23:30", "2026-11-20T01:00"),
        ("yesterday 21:00", "2026-11-20T23:30", None),
        ("20 min ago", "2026-11-20T23:30", None),
        ("25:00", "2026-11-20T23:30", None),
        ("", "2026-11-20T23:30", None),
    ],
)
def test_a_time_of_day_is_the_last_one_up_to_a_moment(text, latest, meant):
    assert when.time_of_day(text, ms(latest), BERLIN) == (meant and ms(meant))
