"""What the record tells of somebody, in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.services import access, fronts

if TYPE_CHECKING:
    from homestead.core.house import House

_DAYS = 30
_RECENT = 5


def told(house: House, handle: str) -> dict[str, Any] | None:
    """Return the time at the front of the last days, and the latest fronts.

    None for who may not look into the record.
    """
    if not access.may(house.asker, "record.read"):
        return None
    recent = fronts.history(house, alter=handle, limit=_RECENT)
    return {
        "days": _DAYS,
        "total": recent["total"],
        "recent": [{**each, "length": _length(each)} for each in recent["fronts"]],
        **_spent(house, handle),
    }


def _spent(house: House, handle: str) -> dict[str, str]:
    since = clock.now() - _DAYS * clock.DAY
    everybody = fronts.stats(house, since=since, alter=handle)["alters"]
    theirs = [each for each in everybody if each["alter"] == handle]
    if not theirs:
        return {"spent": "", "times": ""}
    count = theirs[0]["fronts"]
    return {
        "spent": clock.span(theirs[0]["seconds"] * clock.SECOND),
        "times": "once" if count == 1 else f"{count} times",
    }


def _length(front: dict[str, Any]) -> str:
    if not front["end"]:
        return ""
    return clock.span(clock.moment(front["end"]) - clock.moment(front["start"]))
