"""Who may come next: the most likely first, and nobody forgotten."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import NotPermittedError
from homestead.core.house import Asker
from homestead.services import alters, fronts
from homestead.services.fronts import next as coming


@pytest.fixture
def been(settled, hours):
    """Record that somebody was there for an hour, so many hours ago."""

    def been(name, *hours_ago):
        for ago in hours_ago:
            start = hours.now() - ago * clock.HOUR
            end = start + clock.HOUR
            fronts.insert(settled, alter=name, start=start, end=end)

    return been


def order(house):
    return [one["alter"] for one in fronts.likely(house)["likely"]]


def test_who_came_often_of_late_stands_first(settled, been):
    been("yuki", 30)
    been("dexen", 5, 29, 53)
    assert order(settled)[:2] == ["dexen", "yuki"]


def test_who_comes_about_this_time_of_day_is_likelier(settled, been):
    been("seles", 12, 36)
    been("yuki", 24, 48)
    assert order(settled)[:2] == ["yuki", "seles"]


def test_what_was_long_ago_counts_for_little(settled, been):
    been("seles", *(24 * day for day in range(80, 84)))
    been("yuki", 24)
    assert order(settled)[:2] == ["yuki", "seles"]


def test_who_is_here_cannot_come(settled, been):
    fronts.switch(settled, alters=["seles"])
    assert "seles" not in order(settled)


def test_who_is_archived_or_gone_is_not_offered(settled):
    alters.archive(settled, alter="dexen")
    alters.remove(settled, alter="yuki")
    assert order(settled) == ["blurry", "seles"]


def test_who_was_never_there_comes_last_by_name(settled, been):
    been("yuki", 24 * 900)
    assert order(settled) == ["yuki", "blurry", "dexen", "seles"]


def test_only_the_latest_fronts_are_weighed(settled, been, monkeypatch):
    monkeypatch.setattr(coming, "_LOOKED_AT", 1)
    been("dexen", 30, 50, 70)
    been("yuki", 20)
    assert order(settled)[:2] == ["yuki", "dexen"]


def test_a_few_can_be_asked_for(settled, been):
    been("seles", 3)
    told = fronts.likely(settled, limit=1)
    assert [one["alter"] for one in told["likely"]] == ["seles"]
    assert told["total"] == 4


def test_everybody_is_told_as_a_button_needs_them(settled, been):
    been("seles", 3)
    told = fronts.likely(settled)["likely"][0]
    assert (told["name"], told["custom"], told["avatar"]) == ("Seles", False, None)
    assert told["last"].endswith("Z")


@pytest.mark.parametrize("verb", ["likely", "timeline", "calendar", "stats"])
def test_sam_the_guest_sees_nothing_of_it(settled, verb):
    house = settled.asked_by("sam", asker=Asker("sam", "guest"))
    with pytest.raises(NotPermittedError):
        getattr(fronts, verb)(house)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("yu", ["yuki"]),
        ("YUKI", ["yuki"]),
        ("they moon", ["yuki"]),
        ("moon", ["yuki"]),
        ("nobody", []),
        ("%", []),
    ],
)
def test_two_letters_find_somebody(settled, words, found):
    alters.edit(settled, alter="yuki", pronouns="they/them", tags=["Moon"])
    told = fronts.likely(settled, find=words)
    assert [one["alter"] for one in told["likely"]] == found
    assert told["total"] == len(found)


def test_custom_fronts_stand_apart(settled):
    alters.add(settled, name="Asleep", custom=True)
    custom = fronts.likely(settled, custom=True)["likely"]
    others = fronts.likely(settled, custom=False)["likely"]
    assert "asleep" in [one["alter"] for one in custom]
    assert not any(one["custom"] for one in others)


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_the_first_few_are_those_of_all(settled, been, limit):
    been("yuki", 30)
    been("dexen", 5, 29, 53)
    every = fronts.likely(settled)
    told = fronts.likely(settled, limit=limit)
    assert told["likely"] == every["likely"][:limit]
    assert told["total"] == every["total"]


def test_who_is_archived_or_here_is_not_counted(settled, been):
    been("dexen", 5)
    fronts.switch(settled, alters=["seles"])
    alters.archive(settled, alter="dexen")
    told = fronts.coming(settled, limit=1)
    assert [one["alter"] for one in told["alters"]["likely"]] == ["yuki"]
    assert told["alters"]["total"] == 1
    assert told["custom"]["total"] == 1
