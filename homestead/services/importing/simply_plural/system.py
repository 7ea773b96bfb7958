"""The system's own profile: the one user, and the time zone among private things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConfigError
from homestead.services.importing.plan import Entry, Note
from homestead.services.importing.simply_plural import values
from homestead.services.importing.simply_plural.export import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.services.importing.simply_plural.export import Export

_USED = frozenset({"username", "desc", "color", "avatarUrl", "fields"})


def entries(export: Export) -> Iterator[Entry]:
    """Yield the system's entry, if the file says anything of it."""
    zone = _zone(export)
    users = list(export.records("users"))
    for identity, record in users[1:]:
        note = Note("another_system", "It is somebody else's; it was kept aside.")
        export.keep("users", identity, record, (note,))
    if users:
        yield _entry(export, *users[0], zone)
    elif zone:
        yield Entry("system", "unknown", {"time_zone": zone}, made=True)


def _entry(export: Export, identity: str, record: dict[str, Any], zone: str) -> Entry:
    color, uncolored = values.color_or_note(record.get("color"))
    used = _USED - {"color"} if uncolored else _USED
    found = {
        "name": values.line(record.get("username")),
        "description": values.text(record.get("desc")),
        "color": color,
        "avatar_url": values.address(record.get("avatarUrl")),
        "extra": export.rest("users", record, used),
    }
    if zone:
        found["time_zone"] = zone
    return Entry("system", identity, found, stamp=stamp(record), notes=uncolored)


def _zone(export: Export) -> str:
    """Return the time zone the system said it lives in, if there is such a zone."""
    for _, record in export.records("private"):
        name = values.line(record.get("location"))
        try:
            clock.zone(name)
        except ConfigError:
            export.plan.warn(
                "bad_time_zone", "The time zone in the file is none; it was not set."
            )
        else:
            if name:
                return name
    return ""
