"""Who is at the front."""

from __future__ import annotations

from homestead.core import clock
from homestead.services import access
from homestead.services.fronts import models

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Front


def current(house: House) -> dict[str, Any]:
    """Return who is at the front: `{"fronting": […], "since": …}`.

    `since` is when it came to be so: the last switch; None if nobody ever fronted.
    """
    access.require(house.asker, "front.read")
    return told(house.app, clock.now())


def shared(house: House) -> dict[str, Any]:
    """Return which alters that are `public` are at the front: all a guest may know.

    `{"fronting": […]}` as `current` does, without tier, status and number.
    """
    access.require(house.asker, "shared.read")
    public = {
        row["handle"]
        for row in house.app.rows(
            "SELECT handle FROM alters WHERE privacy = 'public' AND deleted_at IS NULL"
        )
    }
    here = told(house.app, clock.now())["fronting"]
    hidden = {"tier": None, "status": None, "id": None}
    return {"fronting": [{**one, **hidden} for one in here if one["alter"] in public]}


def at(house: House, *, when: When) -> dict[str, Any]:
    """Return who was at the front at `when`, as `current` does, and `at` itself."""
    access.require(house.asker, "record.read")
    from homestead.services.fronts.moments import local, moment

    now = clock.now()
    then = moment(house, when)
    return {
        "at": clock.iso(then),
        "at_local": local(then, now, house.zone),
        "fronting": fronting(house.app, models.fronting(house.app, then)),
        "since": clock.iso_or_none(models.last_switch(house.app, then)),
    }


def told(reader: Reader, now: int) -> dict[str, Any]:
    """Return who is at the front at `now`, which is not long ago."""
    return {
        "fronting": fronting(reader, models.fronting_now(reader, now)),
        "since": clock.iso_or_none(models.last_switch(reader, now)),
    }


def fronting(reader: Reader, fronts: list[Front]) -> list[dict[str, Any]]:
    """Return these fronts as scripts read them."""
    known = models.people(reader, [front.alter_id for front in fronts])
    return [
        {
            "alter": known[front.alter_id]["handle"],
            "name": known[front.alter_id]["name"],
            "tier": front.tier,
            "custom": known[front.alter_id]["kind"] == "custom",
            "pronouns": known[front.alter_id]["pronouns"],
            "color": known[front.alter_id]["color"],
            "avatar": known[front.alter_id]["avatar"],
            "since": clock.iso(front.started_at),
            "status": front.status or None,
            "id": front.id,
        }
        for front in fronts
    ]
