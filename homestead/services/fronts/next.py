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

    _Asked = tuple[int | None, bool | None, str | None]

_LOOKED_AT = 500
_HALF_LIFE = 14 * clock.DAY
_NEAR = 3 * clock.HOUR
_AT_ONCE = 500
_FOUND_BY = ("handle", "name", "display_name", "pronouns")

# In one piece: between two rows SQLite gives the interpreter away, and beside a thread
# that is busy each of hundreds would wait for it.
_RECENT = """
    SELECT json_group_array(json_array(alter_id, started_at)) FROM (
        SELECT alter_id, started_at FROM fronts WHERE deleted_at IS NULL
        ORDER BY started_at DESC, id DESC LIMIT ?
    ) AS latest
"""
_ELSE = """
    deleted_at IS NULL AND archived_at IS NULL AND (? IS NULL OR kind = ?)
    AND id NOT IN ({here})
"""
_NAMES = f"""
    SELECT id, handle, name, display_name, pronouns, tags FROM alters WHERE {_ELSE}
"""  # noqa: S608 - our own names
_COUNT = f"SELECT count(*) FROM alters WHERE {_ELSE}"  # noqa: S608 - as above
_WHOLE = f"""
    SELECT id, handle, name, display_name, pronouns, color, avatar, kind, tags, (
        SELECT started_at FROM fronts
        WHERE alter_id = alters.id AND deleted_at IS NULL
        ORDER BY started_at DESC LIMIT 1
    ) AS last
    FROM alters WHERE {_ELSE} AND id IN ({{ids}})
"""  # noqa: S608 - as above


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
    access.require(house.asker, "front.switch")
    now = clock.now()
    return _likely(house.app, _weights(house.app, now), now, (limit, custom, find))


def coming(
    house: House, *, limit: int | None = None, find: str | None = None
) -> dict[str, Any]:
    """Return what `likely` does twice: `{"alters": {…}, "custom": {…}}`."""
    access.require(house.asker, "front.switch")
    now = clock.now()
    weights = _weights(house.app, now)
    return {
        "alters": _likely(house.app, weights, now, (limit, False, find)),
        "custom": _likely(house.app, weights, now, (limit, True, find)),
    }


def _likely(
    reader: Reader, weights: dict[int, float], now: int, asked: _Asked
) -> dict[str, Any]:
    limit, custom, find = asked
    others = _Others(reader, now, custom)
    rows: list[sqlite3.Row] = []
    if limit is not None and not find:
        # In a large home most need not be looked at: who came of late comes first.
        rows = others.whole(sorted(weights, key=lambda one: -weights[one])[: 2 * limit])
        total = others.count()
    if limit is None or len(rows) < limit:
        ids = others.called(find or "")
        rows, total = others.whole(ids), len(ids)
    rows.sort(key=lambda row: _place(row, weights))
    return {"likely": [_told(row) for row in rows[:limit]], "total": total}


class _Others:
    """Everybody who is not at the front and not archived; or only those of one kind."""

    def __init__(self, reader: Reader, now: int, custom: bool | None) -> None:  # noqa: FBT001
        kind = None if custom is None else "custom" if custom else "alter"
        here = [front.alter_id for front in models.fronting_now(reader, now)]
        self._reader = reader
        self._params = (kind, kind, *here)
        self._here = _marks(here)

    def count(self) -> int:
        return int(self._reader.value(_COUNT.format(here=self._here), self._params))

    def called(self, words: str) -> list[int]:
        """Return those in whose names every word is found."""
        rows = self._reader.rows(_NAMES.format(here=self._here), self._params)
        return [row["id"] for row in rows if not words or _mentions(row, words)]

    def whole(self, ids: list[int]) -> list[sqlite3.Row]:
        """Return all there is to tell of these."""
        found: list[sqlite3.Row] = []
        for begin in range(0, len(ids), _AT_ONCE):
            some = ids[begin : begin + _AT_ONCE]
            sql = _WHOLE.format(here=self._here, ids=_marks(some))
            found += self._reader.rows(sql, (*self._params, *some))
        return found


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))


def _weights(reader: Reader, now: int) -> dict[int, float]:
    """Return what speaks for each alter: their latest fronts, the near ones more."""
    found: dict[int, float] = defaultdict(float)
    for alter, started in json.loads(reader.value(_RECENT, (_LOOKED_AT,))):
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
