"""A request that arrives twice is carried out once, and ends as the first did."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from homestead.core.errors import ConflictError, UsageError
from homestead.core.once import AlreadyDoneError
from homestead.services import changes, fronts

KEY = "a1B2-c3_D4"


@pytest.fixture
def ask(opened, cast):
    """Ask for a switch as a page does: with a key, and as somebody."""

    def ask_for(alter, once=KEY, actor="Robin"):
        args = {"alters": [alter]}
        return opened.call("fronts.switch", args, actor=actor, once=once)

    return ask_for


@pytest.fixture
def here(house):
    return lambda: [who["alter"] for who in fronts.current(house)["fronting"]]


def test_a_switch_that_arrives_twice_is_made_once(ask, here, house):
    first = ask("seles")["change"]
    ask("dexen", once=None)
    with pytest.raises(AlreadyDoneError) as again:
        ask("seles")
    assert again.value.change == first
    assert here() == ["dexen"]


def test_whoever_asks_again_learns_what_the_first_one_did(ask, house):
    first = ask("seles")["change"]
    asked = house.asked_by("Robin", once=KEY)
    with pytest.raises(AlreadyDoneError):
        fronts.switch(asked, alters=["seles"])
    assert asked.done == [first]


def test_a_request_that_failed_may_come_again(ask, here):
    ask("seles", once=None)
    with pytest.raises(ConflictError):
        ask("seles")
    ask("dexen")
    assert here() == ["dexen"]


def test_what_was_taken_back_is_not_done_again_by_a_late_copy(ask, here, house):
    ask("seles")
    changes.undo(house)
    with pytest.raises(AlreadyDoneError):
        ask("seles")
    assert here() == []


def test_two_may_have_the_same_key(ask, here):
    ask("seles", actor="Robin")
    ask("dexen", actor="Kit")
    assert here() == ["dexen"]


def test_one_request_may_make_several_changes(house, cast):
    asked = house.asked_by("Robin", once=KEY)
    fronts.switch(asked, alters=["seles"])
    fronts.add(asked, alters=["dexen"])
    assert len(asked.done) == 2


def test_many_copies_at_once_make_one_change(ask, house):
    def outcome(_):
        try:
            return ask("seles")["change"]
        except AlreadyDoneError as error:
            return error.change

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(outcome, range(16)))) == 1
    assert house.app.value("SELECT count(*) FROM fronts") == 1


def test_the_home_goes_on_after_a_copy(ask, here):
    ask("seles")
    with pytest.raises(AlreadyDoneError):
        ask("seles")
    ask("dexen", once="another-key")
    assert here() == ["dexen"]


@pytest.mark.parametrize(
    "key", ["short", "x" * 65, "with space", "ümlauts-here", "a;b;c;d;e"]
)
def test_what_is_no_key_is_refused(ask, key):
    with pytest.raises(UsageError, match="8 to 64"):
        ask("seles", once=key)
