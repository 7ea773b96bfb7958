"""Archiving alters, removing them, and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.services import alters, changes, details, records
from homestead.services.alters import models

if TYPE_CHECKING:
    import sqlite3
    from typing import Any

    from homestead.core.house import House
    from homestead.services.changes import Change


def archive(house: House, *, alter: str, reason: str = "") -> models.Told:
    """Put an alter away, with a reason if there is one. They keep all, fronts too."""
    kept = details.line(reason, "reason")
    columns = {"archived_at": clock.now(), "archived_reason": kept}
    return _save(house, "archive", alter, columns)


def unarchive(house: House, *, alter: str) -> models.Told:
    """Take an alter out of the archive."""
    columns = {"archived_at": None, "archived_reason": ""}
    return _save(house, "unarchive", alter, columns)


def remove(house: House, *, alter: str) -> models.Told:
    """Remove an alter softly: `restore` and undo bring them back as they were.

    If they are at the front, that ends now. History keeps showing who they were.
    """
    with changes.recording(house, "alter.remove", "") as change:
        row = alters.find(change.tx, alter, house=house)
        change.summary = f"{row['name']} was removed"
        _leave_front(change, row)
        return models.told(change.tx, records.remove(change, "alters", row))


def restore(house: House, *, alter: str) -> models.Told:
    """Bring back who was removed last by that handle or name; they do not front yet."""
    with changes.recording(house, "alter.restore", "") as change:
        row = records.bring_back(change, "alters", alter, house)
        change.summary = f"{row['name']} was brought back"
        return models.told(change.tx, row)


def _save(house: House, verb: str, alter: str, columns: dict[str, Any]) -> models.Told:
    with changes.recording(house, f"alter.{verb}", "") as change:
        row = alters.find(change.tx, alter, house=house)
        if columns["archived_at"] and row["archived_at"]:
            columns["archived_at"] = row["archived_at"]
        change.summary = f"{row['name']} was {verb}d"
        row = records.save(change, "alters", row, columns)
        return models.told(change.tx, row)


def _leave_front(change: Change, alter: sqlite3.Row) -> None:
    """End what is open of an alter; a front begun in the future ends at once."""
    fronting = change.tx.rows(
        "SELECT id, started_at FROM fronts WHERE alter_id = ?"
        " AND ended_at IS NULL AND deleted_at IS NULL",
        (alter["id"],),
    )
    for front in fronting:
        ended = max(clock.now(), front["started_at"] + 1)
        change.update("fronts", front["id"], {"ended_at": ended})
        change.emit("front.changed", {"ended": alter["handle"]})
