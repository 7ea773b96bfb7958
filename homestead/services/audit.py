"""The audit log: who did what that matters for safety, and when. It only grows.

Never in it: secrets, and what people wrote.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3
    from datetime import tzinfo

    from homestead.core.database import Transaction
    from homestead.core.house import House

DOOR = ("listing",)

MOST = 1000
"""Entries in one answer."""


def note(tx: Transaction, house: House, action: str, **meta: Any) -> None:
    """Append that whoever asks did `action` (`user.add`), within their change."""
    append(tx, house.actor, action, meta)


def append(tx: Transaction, actor: str, action: str, meta: dict[str, Any]) -> None:
    """Append that `actor` did `action`; for those who are only just signing in."""
    told = json.dumps(meta, ensure_ascii=False)
    now = clock.now()
    tx.insert("audit_log", {"actor": actor, "action": action, "at": now, "meta": told})


def listing(
    house: House,
    *,
    limit: int = 50,
    before: int | None = None,
    actor: str | None = None,
    action: str | None = None,
) -> dict[str, Any]:
    """Return the newest entries: `{"entries": [{"id", "at", "actor", …}], "next"}`.

    `next` is the `before` of the following page, or None. `action` may be a noun
    (`token`) or a whole action (`token.create`).
    """
    access.require(house.asker, "audit.read")
    most = max(1, min(limit, MOST))
    rows = house.app.rows(
        "SELECT id, at, actor, action, meta FROM audit_log"
        " WHERE (? IS NULL OR id < ?) AND (? IS NULL OR actor = ?)"
        " AND (? IS NULL OR action = ? OR substr(action, 1, length(?)) = ?)"
        " ORDER BY id DESC LIMIT ?",
        (before, before, actor, actor, action, action, *[f"{action}."] * 2, most + 1),
    )
    zone = house.zone
    shown = [_told(row, zone) for row in rows[:most]]
    return {"entries": shown, "next": shown[-1]["id"] if len(rows) > most else None}


def _told(row: sqlite3.Row, zone: tzinfo | None) -> dict[str, Any]:
    return {
        "id": row["id"],
        "at": clock.iso(row["at"]),
        "at_local": when.wall(row["at"], zone, to="seconds"),
        "actor": row["actor"],
        "action": row["action"],
        "meta": json.loads(row["meta"]),
    }
