"""Taking changes back, making them again, and what there is to take back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.connections import ConstraintError
from homestead.core.errors import ConflictError, NotFoundError
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Transaction
    from homestead.core.house import House

_EVENTS = {
    "fronts": "front.changed",
    "front_comments": "front.changed",
    "switch_marks": "front.changed",
    "alters": "alter.changed",
    "field_values": "alter.changed",
    "groups": "group.changed",
    "group_members": "group.changed",
    "fields": "field.changed",
    "system": "system.changed",
    "styles": "style.changed",
}
"""What the open pages are told when rows of a table come back by undo."""


def listing(house: House, *, limit: int = 20) -> dict[str, Any]:
    """Return the newest changes: `{"changes": [{"id", "at", "summary", …}]}`.

    Those that whoever asks may take back.
    """
    access.require(house.asker, "change.undo")
    from homestead.core import when

    wanted, verbs = _within_reach(house)
    found = house.app.rows(
        "SELECT id, at, actor, verb, summary, undone_at FROM changes"  # noqa: S608
        f" WHERE {wanted} ORDER BY id DESC LIMIT ?",
        (*verbs, limit),
    )
    zone = house.zone
    return {
        "changes": [
            {**_told(row), "at_local": when.wall(row["at"], zone)} for row in found
        ]
    }


def told_to(house: House, change: int) -> dict[str, Any] | None:
    """Return a change if it is the asker's own: `{"id", "summary", "undone", …}`.

    Guests have none, whatever they call themselves.
    """
    if not access.may(house.asker, "front.read"):
        return None
    row = house.app.row(
        "SELECT id, at, actor, verb, summary, undone_at FROM changes"
        " WHERE id = ? AND actor = ?",
        (change, house.actor),
    )
    return _told(row) if row else None


def _within_reach(house: House) -> tuple[str, list[str]]:
    """Return the SQL for the changes whoever asks may take back, and its values."""
    if access.may(house.asker, access.undoing("import")):
        return "1 = 1", []
    nouns = [
        n for n, needed in access.UNDOING.items() if access.may(house.asker, needed)
    ]
    return " OR ".join(["verb LIKE ?"] * len(nouns)) or "1 = 0", [
        f"{n}.%" for n in nouns
    ]


def undo(house: House, *, change: int | None = None) -> dict[str, Any]:
    """Take back the last change that stands, or the one numbered `change`.

    Returns `{"undone": {…}}`. Raises NotFoundError when there is none, ConflictError
    when a later change touched the same things.
    """
    access.require(house.asker, "change.undo")
    with house.app.transaction() as tx:
        row = _standing(tx, change)
        access.require(house.asker, access.undoing(row["verb"]))
        notes = _notes(tx, row["id"])
        _refuse_if_built_upon(tx, row, notes)
        _put_back(tx, notes, "before")
        tx.update("changes", row["id"], {"undone_at": clock.now()})
        _tell(tx, house, notes)
        return {"undone": _told(row)}


def redo(house: House, *, change: int | None = None) -> dict[str, Any]:
    """Make again the change that was undone last, or the one numbered `change`.

    Returns `{"redone": {…}}`. Raises NotFoundError when nothing is undone,
    ConflictError when the home has moved on since, or for an import, whose file
    brings everything back anyway.
    """
    access.require(house.asker, "change.undo")
    with house.app.transaction() as tx:
        row = _undone(tx, change)
        access.require(house.asker, access.undoing(row["verb"]))
        notes = _notes(tx, row["id"])
        if any(note["before"] is None and note["after"] is None for note in notes):
            raise ConflictError(
                "An import is not made again from memory.",
                hint="Import the file once more: it brings everything back.",
            )
        _refuse_if_built_upon(tx, row, notes)
        _put_back(tx, notes[::-1], "after")
        tx.update("changes", row["id"], {"undone_at": None})
        _tell(tx, house, notes)
        return {"redone": _told(row)}


def _told(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "at": clock.iso(row["at"]),
        "actor": row["actor"],
        "verb": row["verb"],
        "summary": row["summary"],
        "undone": clock.iso_or_none(row["undone_at"]),
    }


def _standing(tx: Transaction, change: int | None) -> sqlite3.Row:
    if change is None:
        row = tx.row("SELECT * FROM changes WHERE undone_at IS NULL ORDER BY id DESC")
        if row is None:
            raise NotFoundError("There is nothing to take back.")
        return row
    row = tx.row("SELECT * FROM changes WHERE id = ?", (change,))
    if row is None:
        raise NotFoundError(
            f"There is no change number {change}.",
            hint="`homestead undo --list` shows what can be taken back.",
        )
    if row["undone_at"] is not None:
        raise ConflictError("That change is taken back already.")
    return row


def _undone(tx: Transaction, change: int | None) -> sqlite3.Row:
    wanted = "id = ?" if change is not None else "1 = 1"
    row = tx.row(
        f"SELECT * FROM changes WHERE undone_at IS NOT NULL AND {wanted}"  # noqa: S608
        " ORDER BY undone_at DESC, id",
        (change,) if change is not None else (),
    )
    if row is None:
        raise NotFoundError("There is nothing to make again.")
    return row


def _notes(tx: Transaction, change: int) -> list[sqlite3.Row]:
    """Return what the change touched, last first: the order in which it is undone."""
    return tx.rows(
        "SELECT id, table_name, first_row, last_row, before, after FROM change_rows"
        " WHERE change_id = ? ORDER BY id DESC",
        (change,),
    )


def _refuse_if_built_upon(
    tx: Transaction, row: sqlite3.Row, notes: list[sqlite3.Row]
) -> None:
    """Refuse when a later change that stands touched any of the same rows."""
    later = tx.value(
        "SELECT 1 FROM changes WHERE id > ? AND undone_at IS NULL", (row["id"],)
    )
    if later is None:
        return
    for note in notes:
        blocking = tx.value(
            "SELECT changes.summary FROM change_rows"
            " JOIN changes ON changes.id = change_rows.change_id"
            " WHERE change_id > ? AND undone_at IS NULL AND table_name = ?"
            " AND first_row <= ? AND last_row >= ? ORDER BY change_id DESC LIMIT 1",
            (row["id"], note["table_name"], note["last_row"], note["first_row"]),
        )
        if blocking is not None:
            raise ConflictError(
                f"“{row['summary']}” cannot be taken back alone:"
                f" “{blocking}” came after it.",
                hint="Take the later change back first: `homestead undo`.",
            )


def _put_back(tx: Transaction, notes: list[sqlite3.Row], side: str) -> None:
    try:
        for note in notes:
            image = note[side]
            other = note["after" if side == "before" else "before"]
            _put(tx, note, json.loads(image) if image else None, fresh=other is None)
    except ConstraintError as error:
        raise ConflictError(
            "Something else depends on this by now, so it cannot be taken back alone.",
            hint="Take later changes back first: `homestead undo`.",
        ) from error
    _refuse_overlap(tx, [n for n in notes if n["table_name"] == "fronts"])


def _refuse_overlap(tx: Transaction, notes: list[sqlite3.Row]) -> None:
    """Refuse when somebody would be at the front twice at once after this."""
    for note in notes:
        if note["before"] is None and note["after"] is None:
            continue
        twice = tx.value(
            "SELECT 1 FROM fronts AS one JOIN fronts AS other"
            " ON other.alter_id = one.alter_id AND other.id <> one.id"
            " AND other.deleted_at IS NULL"
            " AND (one.ended_at IS NULL OR other.started_at < one.ended_at)"
            " AND (other.ended_at IS NULL OR other.ended_at > one.started_at)"
            " WHERE one.id = ? AND one.deleted_at IS NULL",
            (note["first_row"],),
        )
        if twice:
            raise ConflictError(
                "Later entries cover the same time, so this cannot come back alone.",
                hint="Take the later change back first: `homestead undo`.",
            )


def _put(
    tx: Transaction, note: sqlite3.Row, image: dict[str, Any] | None, *, fresh: bool
) -> None:
    if image is None:
        tx.run(
            f"DELETE FROM {note['table_name']} WHERE id BETWEEN ? AND ?",  # noqa: S608
            (note["first_row"], note["last_row"]),
        )
    elif fresh:
        tx.insert(note["table_name"], image)
    else:
        tx.update(note["table_name"], note["first_row"], image)


def _tell(tx: Transaction, house: House, notes: list[sqlite3.Row]) -> None:
    events = {_EVENTS.get(note["table_name"]) for note in notes}
    for event in sorted(name for name in events if name):
        _tell_after(tx, house, event)


def _tell_after(tx: Transaction, house: House, event: str) -> None:
    tx.after_commit(lambda: house.events.tell(event, {"undo": True}))
