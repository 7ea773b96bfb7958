"""The record as a calendar: day by day, as clocks at home show."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import UsageError
from homestead.services import fronts


@pytest.fixture
def home(settled, hours):
    """Seles from Wednesday 22:00 until Thursday 8:00; Dexen from 2:00 until 3:00."""
    with settled.app.transaction() as tx:
        zone = {"time_zone": "Europe/Lisbon"}
        tx.insert("system", {"uid": "us", **zone, "created_at": 0, "updated_at": 0})
    hours.time = clock.moment("2027-01-22T12:00:00.000Z")
    add(settled, "seles", "2027-01-20 22:00", "2027-01-21 08:00")
    add(settled, "dexen", "2027-01-21 02:00", "2027-01-21 03:00")
    return settled


def add(house, name, start, end=None):
    fronts.insert(house, alter=name, start=start, end=end)


def told(house, **asked):
    return fronts.calendar(house, **asked)["days"]


def test_a_night_belongs_to_both_its_days(home):
    wednesday, thursday = told(home, since="2027-01-20", until="2027-01-21")
    assert (wednesday["date"], wednesday["weekday"]) == ("2027-01-20", 2)
    assert wednesday["covered_seconds"] == 2 * 3600
    assert thursday["covered_seconds"] == 8 * 3600
    assert [(one["alter"], one["seconds"]) for one in thursday["alters"]] == [
        ("seles", 8 * 3600),
        ("dexen", 3600),
    ]


def test_switches_are_counted_where_they_happened(home):
    days = told(home, since="2027-01-20", until="2027-01-21")
    assert [day["switches"] for day in days] == [1, 3]


def test_the_last_thirty_days_come_unasked(home):
    days = told(home)
    assert (len(days), days[-1]["date"]) == (30, "2027-01-22")


def test_who_is_still_there_counts_until_now(home):
    add(home, "yuki", "2027-01-22 09:00")
    assert told(home, since="2027-01-22")[0]["alters"][0]["seconds"] == 3 * 3600


def test_one_alter_can_be_asked_for(home):
    [day] = told(home, since="2027-01-21", until="2027-01-21", alter="dexen")
    assert (day["covered_seconds"], day["switches"]) == (3600, 2)


def test_a_crowded_day_names_six_and_counts_the_rest(home, monkeypatch):
    monkeypatch.setattr("homestead.services.fronts.days._NAMED", 1)
    [day] = told(home, since="2027-01-21", until="2027-01-21")
    assert ([one["alter"] for one in day["alters"]], day["more"]) == (["seles"], 1)


def test_the_day_on_which_clocks_go_back_has_25_hours(home, hours):
    add(home, "yuki", "2026-10-24 12:00", "2026-10-27 12:00")
    days = told(home, since="2026-10-25", until="2026-10-26")
    assert [day["covered_seconds"] for day in days] == [25 * 3600, 24 * 3600]


def test_more_than_a_year_is_refused(home):
    with pytest.raises(UsageError, match="a year"):
        fronts.calendar(home, since="2020-01-01")
