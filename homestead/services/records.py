"""What alters, groups and fields have in common as rows: handles, order, saving."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock, handles
from homestead.core.errors import ConflictError, UsageError
from homestead.services.finding import KIND, find, find_removed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.changes import Change


def create(
    change: Change, table: str, columns: Mapping[str, Any], *, kind: str
) -> sqlite3.Row:
    """Add a row, last in its table's order; return it.

    Without a handle it gets one made from its name; `kind` names the nameless.
    """
    now = clock.now()
    last = change.tx.value(f"SELECT max(position) FROM {table}")  # noqa: S608
    made = {
        "uid": os.urandom(16).hex(),
        "position": 0 if last is None else last + 1,
        "created_at": now,
        "updated_at": now,
        **columns,
    }
    if "handle" in made:
        _refuse_taken(change.tx, table, made["handle"])
    else:
        made["handle"] = handles.make(made["name"], _taken(change.tx, table), kind=kind)
    return _told(change, table, change.insert(table, made))


def save(
    change: Change, table: str, row: sqlite3.Row, columns: Mapping[str, Any]
) -> sqlite3.Row:
    """Write those of `columns` that differ from `row`; return the row as it is now."""
    differing = {key: kept for key, kept in columns.items() if row[key] != kept}
    if not differing:
        return row
    if "handle" in differing:
        _refuse_taken(change.tx, table, differing["handle"])
    change.update(table, row["id"], {**differing, "updated_at": clock.now()})
    return _told(change, table, row["id"])


def remove(change: Change, table: str, row: sqlite3.Row) -> sqlite3.Row:
    """Mark a row as removed, so that `bring_back` and undo can restore it."""
    change.update(table, row["id"], {"deleted_at": clock.now()})
    return _told(change, table, row["id"])


def bring_back(change: Change, table: str, word: str, house: House) -> sqlite3.Row:
    """Undo the removal of what had `word` for handle or name; return its row.

    If another has taken its handle meanwhile it gets the next free one.
    """
    row = find_removed(change.tx, table, word, house=house)
    taken = _taken(change.tx, table)
    handle = row["handle"]
    if handle in taken:
        handle = handles.make(handle, taken)
    change.update(table, row["id"], {"deleted_at": None, "handle": handle})
    return _told(change, table, row["id"])


def reorder(
    change: Change, table: str, words: Sequence[str], house: House
) -> list[str]:
    """Put what `words` mean first, in that order; the others follow as they were.

    Returns all handles in their new order.
    """
    if not words:
        raise UsageError("Say what comes first.")
    first = [find(change.tx, table, word, house=house)["id"] for word in words]
    rows = change.tx.rows(
        f"SELECT id, handle, position FROM {table}"  # noqa: S608
        " WHERE deleted_at IS NULL ORDER BY position, id"
    )
    was = {row["id"]: row for row in rows}
    order = list(dict.fromkeys([*first, *was]))
    for position, row in enumerate(order):
        if was[row]["position"] != position:
            change.update(table, row, {"position": position})
    change.emit(f"{KIND[table]}.changed", {KIND[table]: None})
    return [was[row]["handle"] for row in order]


def shift(
    change: Change,
    table: str,
    row: sqlite3.Row,
    by: int,
    *,
    beside: str | None,
    house: House,
) -> list[str]:
    """Move a row `by` places among those that are alike in the column `beside`.

    Returns all handles of the table in their new order.
    """
    rows = change.tx.rows(
        f"SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY position, id"  # noqa: S608
    )
    handles = [
        each["handle"] for each in rows if beside is None or each[beside] == row[beside]
    ]
    at = handles.index(row["handle"])
    handles.insert(max(0, at + by), handles.pop(at))
    return reorder(change, table, handles, house)


def _told(change: Change, table: str, row: int) -> sqlite3.Row:
    """Announce a changed row; return it."""
    found = change.tx.rows(f"SELECT * FROM {table} WHERE id = ?", (row,))[0]  # noqa: S608
    change.emit(f"{KIND[table]}.changed", {KIND[table]: found["handle"]})
    return found


def _taken(reader: Reader, table: str) -> set[str]:
    rows = reader.rows(f"SELECT handle FROM {table} WHERE deleted_at IS NULL")  # noqa: S608
    return {row["handle"] for row in rows}


def _refuse_taken(reader: Reader, table: str, handle: str) -> None:
    if handle in _taken(reader, table):
        raise ConflictError(
            f"The handle {handle!r} is taken.",
            hint="Choose another, or leave it out and get the next free one.",
            fields={"handle": "is taken"},
        )
