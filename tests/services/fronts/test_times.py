"""Time at the front adds up to what a clock watched all along would say."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homestead.core import clock
from homestead.core.errors import UsageError
from homestead.services import fronts
from homestead.services.fronts.times import WEEK, Tally, Union, offsets

STEP = 15 * clock.MINUTE
ZONES = [
    ZoneInfo(name) for name in ("Europe/Lisbon", "Asia/Kolkata", "Australia/Lord_Howe")
]
# Summer time ends in Lisbon that weekend, and is under way on Lord Howe Island.
START = int(datetime(2026, 10, 22, tzinfo=UTC).timestamp() * 1000)
STEPS = 12 * 24 * 4


def at(step):
    return START + step * STEP


@st.composite
def spans(draw):
    """Fronts of three alters, none overlapping their own, in order of start."""
    found = []
    for key in range(3):
        cuts = sorted(draw(st.sets(st.integers(0, STEPS), max_size=8)))
        pairs = zip(cuts[::2], cuts[1::2], strict=False)
        found += [(start, end, key) for start, end in pairs]
    return sorted(found)


def watched(found, since, until, zone):
    """Watch the clock, a quarter of an hour at a time."""
    there, week, pairs = Counter(), Counter(), Counter()
    for step in range(since, until):
        now = {key for start, end, key in found if start <= step < end}
        local = datetime.fromtimestamp(at(step) / 1000, zone)
        there.update(now | ({"anybody"} if now else set()))
        week.update((key, local.weekday() * 24 + local.hour) for key in now)
        pairs.update(itertools.combinations(sorted(now), 2))
    return there, week, pairs


@settings(max_examples=60)
@given(spans(), st.integers(0, 300), st.integers(800, STEPS), st.sampled_from(ZONES))
def test_every_quarter_of_an_hour_is_counted_where_it_belongs(
    found, since, until, zone
):
    tally = Tally(at(since), at(until), offsets(at(since), at(until), zone))
    for start, end, key in found:
        tally.add(key, at(start), at(end), primary=key == 0)
    there, week, pairs = watched(found, since, until, zone)
    assert tally.covered.total == there["anybody"] * STEP
    assert tally.together == {pair: count * STEP for pair, count in pairs.items()}
    for key in range(3):
        share = tally.shares.get(key)
        assert (share.total if share else 0) == there[key] * STEP
        for hour in range(168):
            assert (share.week[hour] if share else 0) == week[key, hour] * STEP


def test_clocks_are_followed_to_the_second():
    zone = ZoneInfo("Europe/Lisbon")
    assert offsets(START, START + WEEK, zone) == [
        (START, clock.HOUR),
        (int(datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp() * 1000), 0),
    ]


@pytest.mark.parametrize("zone", [*ZONES, ZoneInfo("America/St_Johns"), UTC])
def test_offsets_hold_all_the_year(zone):
    year = offsets(START, START + 52 * WEEK, zone)
    for hours in range(0, 52 * 168, 5):
        moment = START + hours * clock.HOUR
        ahead = [offset for since, offset in year if since <= moment][-1]
        local = datetime.fromtimestamp(moment / 1000, zone)
        assert local.utcoffset() == timedelta(milliseconds=ahead)


def test_a_front_of_many_weeks_fills_every_hour_alike():
    tally = Tally(START, START + 10 * WEEK, [(START, 0)])
    tally.add(1, START - WEEK, None, primary=True)
    assert tally.shares[1].week == [10 * clock.HOUR] * 168
    assert tally.shares[1].primary == 10 * WEEK


def test_stretches_that_touch_are_one():
    union = Union()
    for start, end in ((0, 5), (5, 9), (7, 8), (20, 30)):
        union.add(start, end)
    assert (union.total, union.count, union.longest) == (19, 2, 10)


@pytest.fixture
def day(settled, hours):
    """Seles all day, Dexen from the second hour to the fourth, Blurry at the end."""
    start = hours.now()
    hours.time += 10 * clock.HOUR
    for name, begins, ends in (("seles", 0, 8), ("dexen", 2, 4), ("blurry", 9, None)):
        end = None if ends is None else start + ends * clock.HOUR
        fronts.insert(settled, alter=name, start=start + begins * clock.HOUR, end=end)
    return start


def test_a_co_front_counts_for_each(settled, day):
    told = fronts.stats(settled)
    assert [(one["alter"], one["seconds"]) for one in told["alters"]] == [
        ("seles", 8 * 3600),
        ("dexen", 2 * 3600),
        ("blurry", 3600),
    ]
    assert (told["seconds"], told["covered_seconds"]) == (10 * 3600, 9 * 3600)
    assert told["together"][0]["names"] == ["Seles", "Dexen"]
    assert told["together"][0]["seconds"] == 2 * 3600


def test_each_share_tells_its_story(settled, day):
    seles, dexen, blurry = fronts.stats(settled)["alters"]
    assert (seles["share"], seles["fronts"], seles["longest_seconds"]) == (
        0.8,
        1,
        28800,
    )
    assert (seles["primary_seconds"], dexen["primary_seconds"]) == (28800, 0)
    assert dexen["last"] == clock.iso(day + 4 * clock.HOUR)
    assert blurry["custom"]
    assert sum(seles["hours"]) == sum(seles["weekdays"]) == 28800


def test_only_the_stretch_asked_for_counts(settled, day):
    hour = clock.HOUR
    told = fronts.stats(settled, since=day + 3 * hour, until=day + 5 * hour)
    assert [(one["alter"], one["seconds"]) for one in told["alters"]] == [
        ("seles", 7200),
        ("dexen", 3600),
    ]


def test_a_new_home_has_nothing_to_add_up(settled):
    assert fronts.stats(settled)["alters"] == []


def test_what_ends_before_it_begins_is_refused(settled, day):
    with pytest.raises(UsageError):
        fronts.stats(settled, since=day + 5, until=day + 5)


def test_before_the_record_there_is_nothing(settled, day):
    assert fronts.stats(settled, until="2020-01-01")["alters"] == []


def test_a_long_record_is_added_up_chunk_by_chunk(settled, day, monkeypatch):
    whole = fronts.stats(settled)
    told = []
    settled.progress = lambda done, total, _: told.append((done, total))
    monkeypatch.setattr("homestead.services.fronts.statistics._CHUNK", 1)
    assert fronts.stats(settled) == whole
    assert told == [(1, 3), (2, 3), (3, 3)]
