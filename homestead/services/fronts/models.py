"""The SQL of fronts: nothing a switch or a page reads grows with the record."""

from __future__ import annotations

import os

from homestead.core import clock
from homestead.services.fronts.front import Front, Scene, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from typing import Any

    from homestead.core.database import Reader
    from homestead.services.changes import Change
    from homestead.services.fronts.front import Edit

FOREVER = 1 << 62

COLUMNS = "id, alter_id, started_at, ended_at, tier, position, status"

# Nobody overlaps themselves, so whom an alter's latest start does not tell of is not
# there: one look into an index for each alter, however long the record is.
_AT = f"""
    SELECT {COLUMNS} FROM fronts
    WHERE id IN (
        SELECT (
            SELECT id FROM fronts
            WHERE alter_id = alters.id AND started_at <= ? AND deleted_at IS NULL
            ORDER BY started_at DESC LIMIT 1
        ) FROM alters
    ) AND (ended_at IS NULL OR ended_at > ?)
"""  # noqa: S608 - our own column names

_MOST = 64
_NOW = f"""
    SELECT {COLUMNS} FROM fronts WHERE ended_at IS NULL AND deleted_at IS NULL
    UNION ALL SELECT * FROM (
        SELECT {COLUMNS} FROM fronts
        WHERE ended_at > ? AND deleted_at IS NULL LIMIT {_MOST}
    ) AS ending
"""  # noqa: S608 - as above

# A front that goes on in another at the same place is merely cut there: no switch.
_NEXT = """
    SELECT * FROM (
        SELECT started_at AS at FROM fronts AS one
        WHERE started_at > ? AND deleted_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM fronts AS other
            WHERE other.ended_at = one.started_at AND other.deleted_at IS NULL
            AND other.alter_id = one.alter_id AND other.tier = one.tier
            AND other.position = one.position
        ) ORDER BY started_at LIMIT 1
    ) AS begun
    UNION ALL SELECT * FROM (
        SELECT ended_at AS at FROM fronts AS one
        WHERE ended_at > ? AND deleted_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM fronts AS other
            WHERE other.alter_id = one.alter_id AND other.deleted_at IS NULL
            AND other.started_at = one.ended_at AND other.tier = one.tier
            AND other.position = one.position
        ) ORDER BY ended_at LIMIT 1
    ) AS ended
"""
_LAST = (
    _NEXT.replace("> ?", "<= ?")
    .replace("BY started_at", "BY started_at DESC")
    .replace("BY ended_at", "BY ended_at DESC")
)


def fronting(reader: Reader, at: int) -> list[Front]:
    """Return who fronts at `at`, whenever that is, as they are shown."""
    return shown(fronts_in(reader, _AT, (at, at)))


def fronting_now(reader: Reader, now: int) -> list[Front]:
    """Return what `fronting` does, quicker: hardly anything ends after `now`.

    But in a record that came with a long time still to come.
    """
    found = fronts_in(reader, _NOW, (now,))
    if len(found) >= _MOST:
        return fronting(reader, now)
    return shown([front for front in found if front.started_at <= now])


def next_switch(reader: Reader, at: int) -> int | None:
    """Return the first moment after `at` at which somebody recorded a switch."""
    found = [row[0] for row in reader.each(_NEXT, (at, at))]
    mark = reader.value("SELECT min(at) FROM switch_marks WHERE at > ?", (at,))
    return min([*found, *([] if mark is None else [mark])], default=None)


def last_switch(reader: Reader, at: int) -> int | None:
    """Return since when who fronts at `at` has been so; None if nobody ever did."""
    return max((row[0] for row in reader.each(_LAST, (at, at))), default=None)


def latest(reader: Reader, before: int) -> int:
    """Return when the last front recorded up to `before` began or ended, or 0."""
    found = reader.value(
        "SELECT max(at) FROM ("
        "SELECT max(started_at) AS at FROM fronts"
        " WHERE started_at <= ? AND deleted_at IS NULL UNION ALL "
        "SELECT max(ended_at) FROM fronts WHERE ended_at <= ? AND deleted_at IS NULL"
        ") AS bounds",
        (before, before),
    )
    return found or 0


def scene(reader: Reader, at: int, *, past: bool) -> Scene:
    """Return the fronts around a change made at `at`; `past`: when that is long ago."""
    until = next_switch(reader, at)
    around = fronts_in(
        reader,
        f"SELECT {COLUMNS} FROM fronts"  # noqa: S608 - our own column names
        " WHERE ended_at = ? AND deleted_at IS NULL"
        f" UNION ALL SELECT {COLUMNS} FROM fronts"
        " WHERE started_at > ? AND started_at <= ? AND deleted_at IS NULL",
        (at, at, FOREVER if until is None else until),
    )
    here = fronting(reader, at) if past else fronting_now(reader, at)
    return Scene(at, until, here, around)


def people(reader: Reader, ids: Iterable[int]) -> dict[int, sqlite3.Row]:
    """Return who each alter asked for is, gone ones too."""
    wanted = tuple(ids)
    rows = reader.each(
        "SELECT id, handle, name, kind, color, pronouns, avatar FROM alters"  # noqa: S608 - question marks
        f" WHERE id IN ({', '.join('?' * len(wanted))})",
        wanted,
    )
    return {row["id"]: row for row in rows}


def write(change: Change, edits: Iterable[Edit]) -> list[int]:
    """Carry out `edits`, each noted in the journal; return the ids of new fronts."""
    added: list[int] = []
    for verb, front, columns in edits:
        if front is None:
            added.append(_begin(change, columns))
        elif verb == "part":
            added.append(_begin(change, columns))
            _hand_over(change, front.id, added[-1], since=columns["started_at"])
        elif verb == "absorb":
            _hand_over(change, columns["other"], front.id)
            _remove(change, columns["other"])
        elif verb == "remove":
            _remove(change, front.id)
        else:
            change.update("fronts", front.id, columns)
    return added


def _begin(change: Change, columns: dict[str, Any]) -> int:
    fresh = {"uid": os.urandom(16).hex(), "created_at": clock.now()}
    return change.insert("fronts", {**fresh, **columns})


def _remove(change: Change, front: int) -> None:
    change.update("fronts", front, {"deleted_at": clock.now()})


def _hand_over(change: Change, giver: int, taker: int, since: int = -FOREVER) -> None:
    """Give the comments of one front, from `since` on, to another."""
    rows = change.tx.rows(
        "SELECT id FROM front_comments WHERE front_id = ? AND at >= ?", (giver, since)
    )
    for row in rows:
        change.update("front_comments", row["id"], {"front_id": taker})


def fronts_in(reader: Reader, sql: str, params: Sequence[Any]) -> list[Front]:
    """Return the fronts that a query for `COLUMNS` finds."""
    return [Front(**dict(row)) for row in reader.each(sql, params)]
