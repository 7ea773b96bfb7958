"""Fronts: who is at the front, since when, and how that changes.

Each verb lives in a file of its kind and is loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from homestead.services.fronts.live import add as add
    from homestead.services.fronts.live import current as current
    from homestead.services.fronts.live import out as out
    from homestead.services.fronts.live import remove as remove
    from homestead.services.fronts.live import switch as switch

    When = str | int
    """A moment as people write it (see `core/when`), or in milliseconds."""

_ROOMS = {
    "current": "live",
    "switch": "live",
    "add": "live",
    "remove": "live",
    "out": "live",
}

DOOR = tuple(_ROOMS)


def __getattr__(name: str) -> Any:
    """Return the verb called `name` from the file it lives in."""
    if name not in _ROOMS:
        raise AttributeError(name)
    room = __import__(f"{__name__}.{_ROOMS[name]}", fromlist=[name])
    return getattr(room, name)
