"""The audit log: it grows, and that is all it does."""

from __future__ import annotations

import sqlite3

import pytest

from homestead.core.errors import NotPermittedError
from homestead.core.house import Asker
from homestead.services import audit

FORGED = "INTO audit_log (id, actor, action, at) VALUES (7, 'x', 'y', 0)"


@pytest.fixture
def filled(house):
    """The log with seven entries, by two people."""
    for n in range(7):
        asked = house.asked_by("Robin" if n % 2 else "Kit")
        with house.app.transaction() as tx:
            audit.note(tx, asked, "token.create" if n < 4 else "user.add", number=n)
    return house


def numbers(answer):
    return [entry["meta"]["number"] for entry in answer["entries"]]


def test_the_newest_come_first(filled):
    assert numbers(audit.listing(filled)) == [6, 5, 4, 3, 2, 1, 0]


def test_an_entry_says_who_did_what_when(filled):
    entry = audit.listing(filled)["entries"][0]
    assert entry.pop("at").endswith("Z")
    assert len(entry.pop("at_local")) == len("2026-11-21 09:00:00")
    assert entry == {
        "id": 7,
        "actor": "Kit",
        "action": "user.add",
        "meta": {"number": 6},
    }


def test_pages_follow_one_another_without_a_gap(filled):
    first = audit.listing(filled, limit=3)
    second = audit.listing(filled, limit=3, before=first["next"])
    third = audit.listing(filled, limit=3, before=second["next"])
    assert numbers(first) + numbers(second) + numbers(third) == [6, 5, 4, 3, 2, 1, 0]
    assert third["next"] is None


def test_a_page_that_ends_the_log_has_no_next(filled):
    assert audit.listing(filled, limit=7)["next"] is None
    assert audit.listing(filled, limit=10**9)["next"] is None
    assert len(audit.listing(filled, limit=-1)["entries"]) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor": "Robin"}, [5, 3, 1]),
        ({"action": "user.add"}, [6, 5, 4]),
        ({"action": "token"}, [3, 2, 1, 0]),
        ({"action": "tok"}, []),
        ({"action": "user", "actor": "Kit"}, [6, 4]),
        ({"action": "%"}, []),
    ],
)
def test_one_can_ask_for_some(filled, asked, found):
    assert numbers(audit.listing(filled, **asked)) == found


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_log SET actor = 'nobody'",
        "UPDATE audit_log SET meta = '{}' WHERE id = 1",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE id = 7",
        f"INSERT OR REPLACE {FORGED}",
        f"REPLACE {FORGED}",
        f"INSERT {FORGED} ON CONFLICT (id) DO UPDATE SET actor = 'x'",
        f"INSERT OR IGNORE {FORGED}",
    ],
)
def test_nothing_changes_or_shrinks_it(filled, sql):
    before = audit.listing(filled)
    with (
        pytest.raises(sqlite3.IntegrityError, match="only grows"),
        filled.app.transaction() as tx,
    ):
        tx.run(sql)
    assert audit.listing(filled) == before


def test_what_did_not_happen_is_not_noted(house):
    with pytest.raises(ValueError, match="no"), house.app.transaction() as tx:
        audit.note(tx, house, "user.add")
        raise ValueError("no")
    assert audit.listing(house)["entries"] == []


@pytest.mark.parametrize("role", ["resident", "guest", "nobody"])
def test_only_owners_read_it(filled, role):
    with pytest.raises(NotPermittedError):
        audit.listing(filled.asked_by("Kit", asker=Asker("Kit", role)))
