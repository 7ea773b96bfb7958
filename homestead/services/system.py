"""The system's own profile: name, description, time zone, picture."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConfigError, UsageError
from homestead.services import access, changes, details, seen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from homestead.core.database import Reader
    from homestead.core.house import House, NamedFile

DOOR = ("show", "edit", "avatar")
Told = dict[str, Any]


def _zone(value: Any, key: str) -> str:
    """Keep the name of a time zone; nothing is the machine's own."""
    name = details.line(value, key)
    try:
        clock.zone(name)
    except ConfigError as error:
        raise UsageError(
            error.message, hint=error.hint, fields={key: "is no time zone"}
        ) from error
    return name


CHECKS: dict[str, details.Check] = {
    "name": details.line,
    "description": details.text,
    "pronouns": details.line,
    "tag": details.line,
    "color": details.color,
    "time_zone": _zone,
    "privacy": details.privacy,
}


def show(house: House) -> Told:
    """Return the profile; a home in which nobody wrote one has an empty one."""
    access.require(house.asker, "alter.read")
    return _told(_row(house.app))


def edit(house: House, *, was: Mapping[str, Any] | None = None, **given: Any) -> Told:
    """Change any of `CHECKS`; None and "" take away what was there.

    `was` tells what was seen before: what still is as it was seen is not written, and
    what somebody else changed meanwhile raises ConflictError.
    """
    access.require(house.asker, "system.edit")
    wanted = seen.touched(details.some(given, "system edit"), was)
    columns = details.checked(wanted, CHECKS)

    def look(now: Told) -> None:
        name = f"The {house.terms.system}"
        seen.refuse_overwriting(name, wanted, was=was, now=now, checks=CHECKS)

    return _save(house, "system.edit", columns, look)


def avatar(
    house: House,
    *,
    files: Sequence[NamedFile] = (),
    crop: Mapping[str, float] | None = None,
    clear: bool = False,
) -> Told:
    """Set the system's picture, or a square of it (`crop`), or `clear` it away."""
    access.require(house.asker, "system.edit")
    if bool(files) == clear:
        raise UsageError("Give one picture, or take away the one there is.")
    from homestead.services import pictures

    picture = None if clear else pictures.keep(house, "system", files[0].file, crop)
    return _save(house, "system.avatar", {"avatar": picture})


def _save(
    house: House,
    verb: str,
    columns: dict[str, Any],
    look: Callable[[Told], None] | None = None,
) -> Told:
    """Write what differs from what there is, after a `look` at it.

    The first change makes the row.
    """
    summary = f"The {house.terms.system}'s profile was changed"
    now = clock.now()
    with changes.recording(house, verb, summary) as change:
        row = _row(change.tx)
        if look is not None:
            look(_told(row))
        if row is None and not columns:
            return _told(row)
        if row is None:
            made = {"uid": os.urandom(16).hex(), "created_at": now, "updated_at": now}
            change.insert("system", {**columns, **made})
        elif any(row[key] != kept for key, kept in columns.items()):
            change.update("system", row["id"], {**columns, "updated_at": now})
        else:
            return _told(row)
        change.emit("system.changed", {})
        return _told(_row(change.tx))


def _row(reader: Reader) -> sqlite3.Row | None:
    return reader.row("SELECT * FROM system ORDER BY id LIMIT 1")


def _told(row: sqlite3.Row | None) -> Told:
    told: Told = {key: "" if row is None else row[key] for key in CHECKS}
    return {
        **told,
        "color": row["color"] if row else None,
        "privacy": row["privacy"] if row else "private",
        "avatar": row["avatar"] if row else None,
        "avatar_url": row["avatar_url"] if row else None,
        "uid": row["uid"] if row else None,
        "updated": clock.iso(row["updated_at"]) if row else None,
    }
