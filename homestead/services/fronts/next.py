"""Who may come to the front next: everybody else, most likely first."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.services import access
from homestead.services.fronts import models

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader
    from homestead.core.house import House

_LOOKED_AT = 500
_HALF_LIFE = 14 * clock.DAY
_NEAR = 3 * clock.HOUR
_FOUND_BY = ("handle", "name", "display_name", "pronouns")

_RECENT = """
    SELECT alter_id, started_at FROM fronts WHERE deleted_at IS NULL
    ORDER BY started_at DESC, id DESC LIMIT ?
"""
_ELSE = """
    SELECT id, handle, name, display_name, pronouns, color, avatar, kind, tags, (
        SELECT started_at FROM fronts
        WHERE alter_id = alters.id AND deleted_at IS NULL
        ORDER BY started_at DESC LIMIT 1
    ) AS last
    FROM alters WHERE deleted_at IS NULL AND archived_at IS NULL
"""


def likely(
    house: House,
    *,
    limit: int | None = None,
    custom: bool | None = None,
    find: str | None = None,
) -> dict[str, Any]:
    """Return everybody who is not at the front and not archived, most likely first.

    Or the first `limit` of them; `total` is how many there are. `custom` asks only for
    custom fronts, or only for others; `find` for those in whose names, pronouns or tags
    every word is found.

    Likely is who came often of late, and about this time of day; who did not, follows
    by when they were last there, then by name. `last` is when their last front began.
    Costs the same however long the record is.
    """
    access.require(house.asker, "front.read")
    now = clock.now()
    here = {front.alter_id for front in models.fronting_now(house.app, now)}
    weights = _weights(house.app, now)
    rows = [
        row
        for row in house.app.rows(_ELSE)
        if row["id"] not in here
        and custom in (None, row["kind"] == "custom")
        and _mentions(row, find or "")
    ]
    rows.sort(key=lambda row: _place(row, weights))
    return {"likely": [_told(row) for row in rows[:limit]], "total": len(rows)}


def _weights(reader: Reader, now: int) -> dict[int, float]:
    """Return what speaks for each alter: their latest fronts, the near ones more."""
    found: dict[int, float] = defaultdict(float)
    for alter, started in reader.each(_RECENT, (_LOOKED_AT,)):
        age = max(0, now - started)
        apart = abs((age + clock.DAY // 2) % clock.DAY - clock.DAY // 2)
        near = max(0.0, 1 - apart / _NEAR)
        found[alter] += 0.5 ** (age / _HALF_LIFE) * (1 + 2 * near)
    return found


def _place(row: sqlite3.Row, weights: dict[int, float]) -> tuple[float, int, str]:
    return (
        -weights.get(row["id"], 0),
        -(row["last"] or -models.FOREVER),
        row["name"].casefold(),
    )


def _mentions(row: sqlite3.Row, words: str) -> bool:
    said = [*(row[key] or "" for key in _FOUND_BY), *json.loads(row["tags"])]
    text = "\n".join(said).casefold()
    return all(word in text for word in words.casefold().split())


def _told(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "alter": row["handle"],
        "name": row["name"],
        "display_name": row["display_name"],
        "pronouns": row["pronouns"],
        "color": row["color"],
        "avatar": row["avatar"],
        "custom": row["kind"] == "custom",
        "tags": json.loads(row["tags"]),
        "last": clock.iso_or_none(row["last"]),
    }
