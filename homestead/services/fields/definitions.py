"""Which fields there are, of which type, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import UsageError
from homestead.services import access, changes, details, finding, records, seen
from homestead.services.fields.values import TYPES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from homestead.core.house import House
    from homestead.services.changes import Change

Told = dict[str, Any]

_LISTED = (
    "SELECT fields.*, (SELECT count(*) FROM field_values"
    " JOIN alters ON alters.id = alter_id AND alters.deleted_at IS NULL"
    " WHERE field_id = fields.id) AS used FROM fields"
)


def _type(value: Any, key: str) -> str:
    """Keep one of the types, `month year` for `month_year` too."""
    word = details.line(value, key).lower().replace(" ", "_").replace("-", "_")
    if word not in TYPES:
        raise UsageError(
            f"There is no type of field called {word[:40]!r}.",
            hint=f"Use {', '.join(TYPES)}.",
            fields={key: "is none of the types"},
        )
    return word


CHECKS: dict[str, details.Check] = {
    "name": details.name,
    "handle": details.handle,
    "type": _type,
    "markdown": details.flag,
    "privacy": details.privacy,
}


def list(house: House, *, removed: bool = False) -> Told:  # noqa: A001 - the verb
    """Return `{"fields": […]}` in the home's order, or those that were `removed`."""
    access.require(house.asker, "alter.read")
    rows = house.app.rows(
        f"{_LISTED} WHERE (deleted_at IS NOT NULL) = ? ORDER BY position, id",
        (removed,),
    )
    return {"fields": [_told(row) for row in rows]}


def show(house: House, *, field: str) -> Told:
    """Return one field."""
    access.require(house.asker, "alter.read")
    row = finding.find(house.app, "fields", field, house=house)
    return _told(house.app.rows(f"{_LISTED} WHERE fields.id = ?", (row["id"],))[0])


def add(house: House, *, name: str, **given: Any) -> Told:
    """Add a field of text, or of the `type` given; `given`: any of `CHECKS`."""
    access.require(house.asker, "alter.edit")
    given = {"privacy": house.config["home.privacy"], "name": name, **given}
    columns = details.checked(given, CHECKS)
    summary = f"The field {columns['name']} was added"
    with changes.recording(house, "field.add", summary) as change:
        row = records.create(change, "fields", columns, kind="field")
        return _done(change, row)


def edit(
    house: House, *, field: str, was: Mapping[str, Any] | None = None, **given: Any
) -> Told:
    """Change any of `CHECKS`. With another type, values stay as they were written.

    `was` tells what was seen before: what still is as it was seen is not written, and
    what somebody else changed meanwhile raises ConflictError.
    """
    access.require(house.asker, "alter.edit")
    wanted = seen.touched(details.some(given, "field edit"), was)
    columns = details.checked(wanted, CHECKS)
    with changes.recording(house, "field.edit", "") as change:
        row = finding.find(change.tx, "fields", field, house=house)
        change.summary = f"The field {row['name']} was changed"
        now = {**dict(row), "markdown": bool(row["markdown"])}
        seen.refuse_overwriting(row["name"], wanted, was=was, now=now, checks=CHECKS)
        return _done(change, records.save(change, "fields", row, columns))


def remove(house: House, *, field: str) -> Told:
    """Remove a field softly, with what is in it; `restore` brings both back."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "field.remove", "") as change:
        row = finding.find(change.tx, "fields", field, house=house)
        change.summary = f"The field {row['name']} was removed"
        return _done(change, records.remove(change, "fields", row))


def restore(house: House, *, field: str) -> Told:
    """Bring back the field removed last by that handle or name, with what was in it."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "field.restore", "") as change:
        row = records.bring_back(change, "fields", field, house)
        change.summary = f"The field {row['name']} was brought back"
        return _done(change, row)


def reorder(house: House, *, fields: Sequence[str]) -> dict[str, Any]:
    """Put these first, in this order; return `{"fields": [handle, …]}`, all of them."""
    access.require(house.asker, "alter.edit")
    summary = "The order of fields was changed"
    with changes.recording(house, "field.reorder", summary) as change:
        return {"fields": records.reorder(change, "fields", fields, house)}


def shift(house: House, *, field: str, by: int) -> dict[str, Any]:
    """Move a field `by` places down (up: less than 0); return `{"fields": […]}`."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "field.shift", "") as change:
        row = finding.find(change.tx, "fields", field, house=house)
        where = "up" if by < 0 else "down"
        change.summary = f"The field {row['name']} was moved {where}"
        order = records.shift(change, "fields", row, by, beside=None, house=house)
        return {"fields": order}


def _done(change: Change, row: sqlite3.Row) -> Told:
    return _told(change.tx.rows(f"{_LISTED} WHERE fields.id = ?", (row["id"],))[0])


def _told(row: sqlite3.Row) -> Told:
    return {
        "field": row["handle"],
        "name": row["name"],
        "type": row["type"],
        "markdown": bool(row["markdown"]),
        "privacy": row["privacy"],
        "values": row["used"],
        "uid": row["uid"],
        "created": clock.iso(row["created_at"]),
        "updated": clock.iso(row["updated_at"]),
        "removed": clock.iso_or_none(row["deleted_at"]),
    }
