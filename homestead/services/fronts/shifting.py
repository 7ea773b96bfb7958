"""When the last switch was, put right: "it was twenty minutes ago"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConflictError, UsageError
from homestead.services import access, changes
from homestead.services.fronts import models, present
from homestead.services.fronts.moments import local, moment

if TYPE_CHECKING:
    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Front

_BOUNDED = (
    f"SELECT {models.COLUMNS} FROM fronts"  # noqa: S608 - our own column names
    " WHERE deleted_at IS NULL AND (started_at = ? OR ended_at = ?)"
)


def shift(house: House, *, at: When) -> dict[str, Any]:
    """Let the last switch have been at `at`: who came and who left move with it.

    Returns what `current` does, `at`, `was` (when it was so far) and `change`. Raises
    ConflictError if there is no switch to move, UsageError if another lies between.
    """
    access.require(house.asker, "front.switch")
    with changes.recording(house, "front.shift", "") as change:
        was = _last(house, change.tx)
        then = moment(house, at)
        moved = models.fronts_in(change.tx, _BOUNDED, (was, was))
        _refuse_what_lies_between(house, change.tx, was, then)
        models.write(change, [("change", one, _to(one, was, then)) for one in moved])
        now = clock.now()
        change.summary = f"The last switch was at {local(then, now, house.zone)}"
        result = present.told(change.tx, now) | {
            "at": clock.iso(then),
            "was": clock.iso(was),
            "change": change.id,
        }
        known = models.people(change.tx, {one.alter_id for one in moved})
        touched = [row["handle"] for row in known.values()]
        change.emit("front.changed", {**result, "changed": touched})
        return result


def _last(house: House, reader: Reader) -> int:
    """Return when the last switch was; a mark alone is none that can be moved."""
    was = models.last_switch(reader, clock.now())
    if was is None:
        raise ConflictError(f"Nobody has been at the {house.terms.front} so far.")
    return was


def _refuse_what_lies_between(
    house: House, reader: Reader, was: int, then: int
) -> None:
    if then == was:
        raise ConflictError("It was just then already.")
    before = models.last_switch(reader, was - 1)
    if before is not None and then <= before:
        said = local(before, clock.now(), house.zone)
        raise UsageError(
            f"There was a switch at {said}, so the last one came after it.",
            hint="What lies further back is changed in the record.",
            fields={"at": f"is not after {said}"},
        )


def _to(front: Front, was: int, then: int) -> dict[str, int]:
    """Return the bounds of a front that lay at the switch, where they lie now."""
    return {
        bound: then
        for bound in ("started_at", "ended_at")
        if getattr(front, bound) == was
    }
