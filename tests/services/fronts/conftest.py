"""A home where Seles, Dexen and Yuki live, and one is sometimes Blurry."""

from __future__ import annotations

import pytest

from homestead.core import clock

PEOPLE = (
    ("seles", "alter"),
    ("dexen", "alter"),
    ("yuki", "alter"),
    ("blurry", "custom"),
)


@pytest.fixture
def cast(house):
    """Let the people in; return the ids they have."""
    now = clock.now()
    with house.app.transaction() as tx:
        return {
            handle: tx.insert(
                "alters",
                {
                    "uid": handle,
                    "handle": handle,
                    "name": handle.capitalize(),
                    "kind": kind,
                    "created_at": now,
                    "updated_at": now,
                },
            )
            for handle, kind in PEOPLE
        }


@pytest.fixture
def settled(house, cast):
    """The home with its people in, ready to be asked."""
    return house


class Clock:
    """A clock that tests turn on by hand, in minutes."""

    def __init__(self):
        self.time = 1_800_000_000_000

    def now(self):
        return self.time

    def pass_minutes(self, minutes):
        self.time += int(minutes * clock.MINUTE)
        return self.time


@pytest.fixture
def hours(monkeypatch):
    """The clock of this home, in the test's hand."""
    turned = Clock()
    monkeypatch.setattr(clock, "now", turned.now)
    return turned
