"""The last switch was earlier, or later, than it was said to be."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import ConflictError, NotPermittedError, UsageError
from homestead.core.house import Asker
from homestead.services import changes, fronts


@pytest.fixture
def switched(settled, hours):
    """Seles came three hours ago; Yuki an hour ago."""
    now = hours.now()
    fronts.switch(settled, alters=["seles"], at=now - 3 * clock.HOUR)
    fronts.switch(settled, alters=["yuki"], at=now - clock.HOUR)
    return settled


def ago(hours, amount):
    return hours.now() - int(amount * clock.HOUR)


def spans(house):
    rows = house.app.rows(
        "SELECT handle, started_at, ended_at FROM fronts"
        " JOIN alters ON alters.id = alter_id ORDER BY started_at"
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("amount", [2.5, 0.5, 0])
def test_who_came_and_who_left_move_together(switched, hours, amount):
    fronts.shift(switched, at=ago(hours, amount))
    assert spans(switched) == [
        ("seles", ago(hours, 3), ago(hours, amount)),
        ("yuki", ago(hours, amount), None),
    ]


def test_it_tells_what_current_does_and_how_to_undo(switched, hours):
    before = spans(switched)
    told = fronts.shift(switched, at=ago(hours, 2))
    assert told["fronting"] == fronts.current(switched)["fronting"]
    assert (told["was"], told["at"]) == tuple(
        clock.iso(ago(hours, amount)) for amount in (1, 2)
    )
    changes.undo(switched, change=told["change"])
    assert spans(switched) == before


def test_a_switch_out_can_be_moved_too(switched, hours):
    fronts.out(switched)
    fronts.shift(switched, at=ago(hours, 0.5))
    assert spans(switched)[-1] == ("yuki", ago(hours, 1), ago(hours, 0.5))


def test_somebody_who_came_beside_moves_alone(switched, hours):
    fronts.add(switched, alters=["dexen"], at=ago(hours, 0.5))
    fronts.shift(switched, at=ago(hours, 0.75))
    assert spans(switched)[1:] == [
        ("yuki", ago(hours, 1), None),
        ("dexen", ago(hours, 0.75), None),
    ]


@pytest.mark.parametrize("amount", [3, 4, 100])
def test_it_cannot_go_behind_the_switch_before(switched, hours, amount):
    with pytest.raises(UsageError, match="There was a switch"):
        fronts.shift(switched, at=ago(hours, amount))


def test_the_future_is_not_recorded(switched, hours):
    with pytest.raises(UsageError, match="still to come"):
        fronts.shift(switched, at=ago(hours, -1))


def test_nothing_to_move_is_said(settled, switched, hours):
    with pytest.raises(ConflictError, match="just then"):
        fronts.shift(switched, at=ago(hours, 1))


def test_nobody_came_yet(settled):
    with pytest.raises(ConflictError, match="Nobody has been"):
        fronts.shift(settled, at="20 min ago")


def test_open_pages_hear_of_it(switched, hours):
    heard = []
    switched.events.listen(lambda name, facts: heard.append((name, facts["changed"])))
    fronts.shift(switched, at=ago(hours, 2))
    assert heard == [("front.changed", ["seles", "yuki"])]


def test_sam_may_not(switched, hours):
    sam = switched.asked_by("Sam", asker=Asker("Sam", "guest"))
    with pytest.raises(NotPermittedError):
        fronts.shift(sam, at=ago(hours, 2))
