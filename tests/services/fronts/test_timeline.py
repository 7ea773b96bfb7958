"""The record as a picture: everybody's lane, from a day to a year across."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import NotFoundError, UsageError
from homestead.services import fronts
from homestead.services.fronts import pages

HOUR, DAY = clock.HOUR, clock.DAY


@pytest.fixture
def home(settled, hours):
    """A home in UTC whose clock stands at noon on Friday, 22 January 2027."""
    with settled.app.transaction() as tx:
        columns = {"uid": "us", "time_zone": "UTC", "created_at": 0, "updated_at": 0}
        tx.insert("system", columns)
    hours.time = clock.moment("2027-01-22T12:00:00.000Z")
    return settled


@pytest.fixture
def fronted(home, hours):
    """Record that somebody fronted so many hours ago, and until how many."""

    def fronted(name, ago, until=None):
        end = None if until is None else hours.time - int(until * HOUR)
        start = hours.time - int(ago * HOUR)
        return fronts.insert(home, alter=name, start=start, end=end)["front"]["id"]

    return fronted


def lanes(told):
    return {
        lane["alter"]: [
            (piece["start_local"], piece["end_local"]) for piece in lane["pieces"]
        ]
        for lane in told["lanes"]
    }


def test_each_alter_has_a_lane_of_their_stretches(home, fronted):
    fronted("seles", 10, 5)
    fronted("dexen", 6)
    assert lanes(fronts.timeline(home, zoom="day")) == {
        "dexen": [("2027-01-22 06:00", "2027-01-22 12:00")],
        "seles": [("2027-01-22 02:00", "2027-01-22 07:00")],
    }


def test_a_front_that_began_long_ago_is_still_found(home, fronted):
    fronted("seles", 24 * 800)
    told = fronts.timeline(home, zoom="day", at="2026-12-24")
    assert lanes(told) == {"seles": [("2026-12-24 00:00", "2026-12-25 00:00")]}
    assert told["lanes"][0]["share"] == 1


def test_a_piece_that_is_one_front_tells_its_number_and_tier(home, fronted):
    front = fronted("seles", 4, 2)
    piece = fronts.timeline(home, zoom="day")["lanes"][0]["pieces"][0]
    assert (piece["front"], piece["tier"], piece["fronts"]) == (front, "primary", 1)


def test_a_year_tells_as_one_what_is_too_short_to_see(home, fronted):
    for minutes in range(30):
        fronted("seles", 2 + minutes / 8, 2 + minutes / 8 - 1 / 16)
    [piece] = fronts.timeline(home, zoom="year")["lanes"][0]["pieces"]
    assert (piece["fronts"], piece["front"], piece["seconds"]) == (30, None, 6750)


def test_who_finds_no_lane_is_counted(home, fronted):
    for name, ago in (("seles", 9), ("dexen", 5), ("yuki", 4)):
        fronted(name, ago, 3)
    told = fronts.timeline(home, zoom="day", lanes=1)
    assert list(lanes(told)) == ["seles"]
    assert (told["others"]["alters"], told["others"]["seconds"]) == (2, 3 * 3600)


def test_a_picture_says_what_lies_before_and_after_it(home, fronted):
    fronted("seles", 24 * 40)
    told = fronts.timeline(home, zoom="week", at="2027-01-12")
    assert (told["since_local"], told["until_local"]) == (
        "2027-01-11 00:00",
        "2027-01-18 00:00",
    )
    assert (told["earlier"], told["later"]) == ("2027-01-10", "2027-01-18")


def test_nothing_lies_beyond_the_record(home, fronted):
    fronted("seles", 2)
    told = fronts.timeline(home)
    assert (told["zoom"], told["earlier"], told["later"]) == ("week", None, None)
    assert told["now"] == "2027-01-22T12:00:00.000Z"


def test_one_alter_can_be_asked_for(home, fronted):
    fronted("seles", 30, 5)
    fronted("dexen", 6)
    assert list(lanes(fronts.timeline(home, alter="dexen"))) == ["dexen"]
    assert list(lanes(fronts.timeline(home, alter="seles"))) == ["seles"]


def test_any_stretch_of_up_to_a_year_can_be_asked_for(home, fronted):
    fronted("seles", 24 * 40, 24 * 39)
    told = fronts.timeline(home, since="2026-12", until="2026-12")
    assert (told["since_local"], told["until_local"]) == (
        "2026-12-01 00:00",
        "2027-01-01 00:00",
    )
    assert told["lanes"][0]["seconds"] == 86400


def test_an_empty_record_makes_an_empty_picture(home):
    told = fronts.timeline(home)
    assert (told["lanes"], told["others"], told["earlier"]) == ([], None, None)


@pytest.mark.parametrize(
    "asked",
    [
        {"zoom": "century"},
        {"since": "2020-01-01"},
        {"since": "2026-12", "until": "2026-11"},
        {"lanes": 0},
        {"lanes": 5000},
        {"zoom": "day", "at": "next year"},
    ],
)
def test_what_cannot_be_drawn_is_refused(home, asked):
    with pytest.raises(UsageError):
        fronts.timeline(home, **asked)


def test_somebody_unknown_has_no_lane(home):
    with pytest.raises(NotFoundError):
        fronts.timeline(home, alter="mallory")


@pytest.mark.parametrize("alter", [None, 1])
def test_a_picture_reads_no_more_of_the_record_than_it_shows(home, alter):
    stretch = pages.Stretch(0, DAY, alter)
    plan = []

    class Planned:
        def rows(self, sql, params):
            plan.extend(home.app.rows(f"EXPLAIN QUERY PLAN {sql}", params))
            return []

        each = rows

    pages.totals(Planned(), stretch, DAY)
    pages.gathered(Planned(), stretch, step=1000, end=DAY, among=[1, 2])
    reads = [row["detail"] for row in plan if "fronts" in row["detail"]]
    assert len(reads) == 2
    assert all(step.startswith("SEARCH") and "started_at>" in step for step in reads)
