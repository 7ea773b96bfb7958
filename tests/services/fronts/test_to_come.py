"""What an import brought with a wrong clock: fronts that begin later than now."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.services import fronts
from homestead.services.fronts import models

MANY = 100


@pytest.fixture
def ahead(settled, cast):
    """Seles is here; Dexen's time is to come, an hour at a time and then for good."""
    fronts.switch(settled, alters=["seles"], at="20 min ago")
    begin = clock.now() + clock.DAY
    rows = [
        (
            f"later {number}",
            cast["dexen"],
            begin + number * clock.HOUR,
            begin + (number + 1) * clock.HOUR if number < MANY else None,
        )
        for number in range(MANY + 1)
    ]
    with settled.app.transaction() as tx:
        tx.many(
            "INSERT INTO fronts (uid, alter_id, started_at, ended_at, tier, position,"
            " created_at) VALUES (?, ?, ?, ?, 'primary', 0, 0)",
            rows,
        )
    return settled


def test_who_is_to_come_is_not_here(ahead):
    now = clock.now()
    told = fronts.current(ahead)
    assert [one["alter"] for one in told["fronting"]] == ["seles"]
    assert models.fronting_now(ahead.app, now)[0].id == told["fronting"][0]["id"]


def test_the_record_says_who_is_to_come(ahead):
    page = fronts.history(ahead, limit=MANY + 2)["fronts"]
    assert [one["to_come"] for one in page] == [True] * (MANY + 1) + [False]


def test_a_switch_holds_until_what_is_to_come(ahead):
    told = fronts.switch(ahead, alters=["yuki"])
    assert [one["alter"] for one in told["fronting"]] == ["yuki"]
    assert clock.moment(told["until"]) > clock.now()


def test_statistics_leave_out_what_is_to_come(ahead):
    told = fronts.stats(ahead)
    assert [each["alter"] for each in told["alters"]] == ["seles"]
