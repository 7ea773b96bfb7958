"""The record can be put right, and refuses what cannot have been."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import ConflictError, NotFoundError, UsageError
from homestead.services import changes, fronts

NOON = 1_800_014_400_000  # 2027-01-15, 12:00 in London, where these tests live


@pytest.fixture
def house(settled, hours):
    """The cast's home in London at noon; nobody is at the front yet."""
    settled.app.connection.execute(
        "INSERT INTO system (uid, time_zone, created_at, updated_at)"
        " VALUES ('s', 'Europe/London', 0, 0)"
    )
    hours.time = NOON
    return settled


def told(entry):
    return entry["alter"], entry["start_local"], entry["end_local"]


def table(house):
    tables = ("fronts", "front_comments")
    return [tuple(r) for t in tables for r in house.app.rows(f"SELECT * FROM {t}")]


def test_a_front_is_added_after_the_fact(house):
    entry = fronts.insert(house, alter="seles", start="9:00", end="10:30")["front"]
    assert told(entry) == ("seles", "2027-01-15 09:00", "2027-01-15 10:30")
    assert entry["tier"] == "primary"


def test_an_end_without_a_date_is_the_first_one_after_the_start(house):
    added = fronts.insert(house, alter="seles", start="yesterday 21:00", end="23:15")
    assert told(added["front"])[2] == "2027-01-14 23:15"


def test_an_end_past_midnight_is_the_next_morning(house):
    added = fronts.insert(house, alter="seles", start="yesterday 21:00", end="1am")
    assert told(added["front"])[2] == "2027-01-15 01:00"


def test_a_front_without_an_end_goes_on(house):
    fronts.insert(house, alter="seles", start="9:00")
    assert [one["alter"] for one in fronts.current(house)["fronting"]] == ["seles"]


def test_overlapping_somebody_else_is_a_co_front(house):
    fronts.insert(house, alter="seles", start="9:00", end="10:30")
    entry = fronts.insert(house, alter="dexen", start="10:00", end="11:00")["front"]
    assert entry["tier"] == "co-front"
    shown = [one["alter"] for one in fronts.at(house, when="10:15")["fronting"]]
    assert shown == ["seles", "dexen"]


@pytest.mark.parametrize(
    ("start", "end"),
    [("10:00", "11:00"), ("8:00", "9:30"), ("9:30", "9:40"), ("8:00", None)],
)
def test_nobody_fronts_twice_at_once(house, start, end):
    fronts.insert(house, alter="seles", start="9:00", end="10:30")
    with pytest.raises(ConflictError, match=r"from 09:00 to 10:30 already \(entry 1\)"):
        fronts.insert(house, alter="seles", start=start, end=end)


def test_fronts_may_touch(house):
    fronts.insert(house, alter="seles", start="9:00", end="10:30")
    fronts.insert(house, alter="seles", start="10:30", end="11:00")
    assert fronts.history(house)["total"] == 2


@pytest.mark.parametrize("end", [NOON - clock.HOUR, NOON - 2 * clock.HOUR])
def test_an_end_before_its_start_is_refused(house, end):
    with pytest.raises(UsageError, match="end is not after the start"):
        fronts.insert(house, alter="seles", start=NOON - clock.HOUR, end=end)


def test_the_future_is_refused(house):
    with pytest.raises(UsageError, match="still to come"):
        fronts.insert(house, alter="seles", start="9:00", end=NOON + clock.HOUR)


@pytest.mark.parametrize(
    ("change", "becomes"),
    [
        ({"start": "8:00"}, ("seles", "2027-01-14 08:00", "2027-01-14 10:30")),
        ({"end": "10:00"}, ("seles", "2027-01-14 09:00", "2027-01-14 10:00")),
        ({"end": "open"}, ("seles", "2027-01-14 09:00", None)),
        ({"alter": "yuki"}, ("yuki", "2027-01-14 09:00", "2027-01-14 10:30")),
    ],
)
def test_an_entry_can_be_changed_by_the_clock_of_its_own_day(house, change, becomes):
    fronts.insert(house, alter="seles", start="2027-01-14 09:00", end="10:30")
    assert told(fronts.edit(house, front=1, **change)["front"]) == becomes


def test_tier_and_status_can_be_changed(house):
    fronts.insert(house, alter="seles", start="9:00", status="sleepy")
    entry = fronts.edit(house, front=1, tier="co-conscious", status="")["front"]
    assert (entry["tier"], entry["status"]) == ("co-conscious", None)


def test_a_change_cannot_make_somebody_front_twice_at_once(house):
    fronts.insert(house, alter="seles", start="9:00", end="10:00")
    fronts.insert(house, alter="seles", start="10:00", end="11:00")
    with pytest.raises(ConflictError, match="entry 2"):
        fronts.edit(house, front=1, end="10:30")


def test_a_change_that_changes_nothing_is_said_to_be_one(house):
    fronts.insert(house, alter="seles", start="9:00", end="10:00")
    with pytest.raises(ConflictError, match="just that already"):
        fronts.edit(house, front=1, end="10:00")


def test_an_entry_is_split_and_later_comments_go_to_the_second(house):
    fronts.insert(house, alter="seles", start="9:00", end="11:00", status="out")
    fronts.comment(house, front=1, text="tea", at="9:30")
    fronts.comment(house, front=1, text="cake", at="10:30")
    result = fronts.split(house, front=1, at="10:00")
    halves = result["front"], result["second"]
    assert [told(half)[2] for half in halves] == [
        "2027-01-15 10:00",
        "2027-01-15 11:00",
    ]
    assert [half["comments"][0]["text"] for half in halves] == ["tea", "cake"]
    assert [half["status"] for half in halves] == ["out", "out"]


def test_a_front_that_goes_on_can_be_split(house):
    fronts.insert(house, alter="seles", start="9:00")
    assert fronts.split(house, front=1, at="10:00")["second"]["end"] is None


@pytest.mark.parametrize("at", ["9:00", "11:00", "11:30"])
def test_a_split_must_lie_within(house, at):
    fronts.insert(house, alter="seles", start="9:00", end="11:00")
    with pytest.raises(UsageError, match="lasts from 09:00 to 11:00"):
        fronts.split(house, front=1, at=at)


def test_what_is_deleted_is_gone_from_the_record(house):
    fronts.insert(house, alter="seles", start="9:00")
    fronts.comment(house, front=1, text="tea")
    assert fronts.delete(house, front=1)["front"]["comments"][0]["text"] == "tea"
    assert fronts.history(house)["fronts"] == []
    assert fronts.current(house)["fronting"] == []


def test_a_comment_is_made_changed_and_taken_back(house):
    fronts.insert(house, alter="seles", start="9:00")
    made = fronts.comment(house, front=1, text="  hard morning ")
    number = made["comment"]
    (kept,) = made["front"]["comments"]
    assert kept["id"] == number
    assert kept["at"] == clock.iso(NOON)
    assert kept["text"] == "hard morning"
    changed = fronts.comment_edit(house, comment=number, text="better now")
    assert changed["front"]["comments"][0]["text"] == "better now"
    assert fronts.uncomment(house, comment=number)["front"]["comments"] == []


def test_a_comment_needs_words(house):
    fronts.insert(house, alter="seles", start="9:00")
    with pytest.raises(UsageError):
        fronts.comment(house, front=1, text=" ")


@pytest.mark.parametrize(
    ("verb", "how"),
    [
        ("edit", {"front": 7, "status": "x"}),
        ("split", {"front": 7, "at": "9:00"}),
        ("delete", {"front": 7}),
        ("comment", {"front": 7, "text": "x"}),
        ("comment_edit", {"comment": 7, "text": "x"}),
        ("uncomment", {"comment": 7}),
        ("insert", {"alter": "nobody", "start": "9:00"}),
    ],
)
def test_what_is_not_there_is_said_to_be_missing(house, verb, how):
    with pytest.raises(NotFoundError):
        getattr(fronts, verb)(house, **how)
    assert changes.listing(house)["changes"] == []


@pytest.mark.parametrize(
    ("verb", "how"),
    [
        ("insert", {"alter": "yuki", "start": "9:00", "end": "9:30"}),
        ("edit", {"front": 1, "alter": "dexen", "start": "8:00"}),
        ("split", {"front": 1, "at": "10:00"}),
        ("delete", {"front": 1}),
        ("comment", {"front": 1, "text": "x"}),
        ("comment_edit", {"comment": 1, "text": "x"}),
        ("uncomment", {"comment": 1}),
        ("switch", {"alters": ["yuki"], "at": "9:30"}),
    ],
)
def test_undo_restores_the_record_exactly(house, verb, how):
    fronts.insert(house, alter="seles", start="9:00", end="11:00")
    fronts.comment(house, front=1, text="tea", at="10:30")
    before = table(house)
    heard = []
    house.events.listen(lambda name, _: heard.append(name))
    getattr(fronts, verb)(house, **how)
    assert table(house) != before
    changes.undo(house)
    assert table(house) == before
    assert heard == ["front.changed", "front.changed"]
