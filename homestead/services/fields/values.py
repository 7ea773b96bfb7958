"""What is in a field for an alter, kept in one form for each type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.errors import NotFoundError, UsageError
from homestead.services import access, alters, changes, details
from homestead.services.alters import models
from homestead.services.finding import find

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.changes import Change

TYPES = (
    *("text", "color", "date", "month", "year"),
    *("month_year", "month_day", "timestamp"),
)


def kept(house: House, kind: str, text: str) -> str:
    """Return `text` as a field of that type keeps it; raise UsageError if it cannot.

    color `#rrggbb` · date `2004-02-29` · month_year `2004-02` · month_day `02-29` ·
    month `02` · year `2004` · timestamp `2004-02-29T12:00:00.000Z`
    """
    if kind == "text":
        return details.text(text, "value")
    from homestead.core import clock, colors, dates, when

    if kind == "color":
        return colors.parse(text)
    if kind == "timestamp":
        return clock.iso(when.parse(text, clock.now(), house.zone))
    return str(dates.parse(text).only(kind))


def set(  # noqa: A001 - the verb
    house: House, *, field: str, alter: str, value: str
) -> models.Told:
    """Put `value` into a field of an alter; return the alter."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "field.set", "") as change:
        row = find(change.tx, "fields", field, house=house)
        who = alters.find(change.tx, alter, house=house)
        written = kept(house, row["type"], details.text(value, "value"))
        if not written:
            raise UsageError(
                "The value is empty.",
                hint=f"Empty the field: `homestead field clear {row['handle']}"
                f" {who['handle']}`.",
            )
        change.summary = f"{row['name']} of {who['name']} was set"
        if put(change, row, who, written):
            change.emit("alter.changed", {"alter": who["handle"]})
        return models.told(change.tx, who)


def clear(house: House, *, field: str, alter: str) -> models.Told:
    """Empty a field of an alter; return the alter. Raises NotFoundError if it is."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "field.clear", "") as change:
        row = find(change.tx, "fields", field, house=house)
        who = alters.find(change.tx, alter, house=house)
        there = _there(change.tx, row, who)
        if there is None:
            raise NotFoundError(f"{row['name']} of {who['name']} is empty already.")
        change.summary = f"{row['name']} of {who['name']} was emptied"
        change.delete("field_values", there["id"])
        change.emit("alter.changed", {"alter": who["handle"]})
        return models.told(change.tx, who)


def put(change: Change, field: sqlite3.Row, alter: sqlite3.Row, written: str) -> bool:
    """Have a field of an alter be as written, "": empty; tell whether that is new."""
    there = _there(change.tx, field, alter)
    if written == ("" if there is None else there["value"]):
        return False
    columns = {"field_id": field["id"], "alter_id": alter["id"], "value": written}
    if there is None:
        change.insert("field_values", columns)
    elif written:
        change.update("field_values", there["id"], {"value": written})
    else:
        change.delete("field_values", there["id"])
    return True


def _there(
    reader: Reader, field: sqlite3.Row, alter: sqlite3.Row
) -> sqlite3.Row | None:
    return reader.row(
        "SELECT id, value FROM field_values WHERE field_id = ? AND alter_id = ?",
        (field["id"], alter["id"]),
    )
