"""Archiving alters, removing them, and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.services import access, alters, changes, details, records
from homestead.services.alters import models
from homestead.services.fronts import live

if TYPE_CHECKING:
    from typing import Any

    from homestead.core.house import House


def archive(house: House, *, alter: str, reason: str = "") -> models.Told:
    """Put an alter away, with a reason if there is one. They keep all, fronts too."""
    access.require(house.asker, "alter.edit")
    kept = details.line(reason, "reason")
    columns = {"archived_at": clock.now(), "archived_reason": kept}
    return _save(house, "archive", alter, columns)


def unarchive(house: House, *, alter: str) -> models.Told:
    """Take an alter out of the archive."""
    access.require(house.asker, "alter.edit")
    columns = {"archived_at": None, "archived_reason": ""}
    return _save(house, "unarchive", alter, columns)


def remove(house: House, *, alter: str) -> models.Told:
    """Remove an alter softly: `restore` and undo bring them back as they were.

    If they are at the front, that ends now. History keeps showing who they were.
    """
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "alter.remove", "") as change:
        row = alters.find(change.tx, alter, house=house)
        change.summary = f"{row['name']} was removed"
        live.leave(house, change, row["id"])
        return models.told(change.tx, records.remove(change, "alters", row))


def restore(house: House, *, alter: str) -> models.Told:
    """Bring back who was removed last by that handle or name; they do not front yet."""
    access.require(house.asker, "alter.edit")
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
