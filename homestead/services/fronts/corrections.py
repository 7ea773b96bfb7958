"""Putting the record right after the fact: insert, edit, split, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConflictError, UsageError
from homestead.services import access, alters, changes, details, stale
from homestead.services.fronts import models, pages, record
from homestead.services.fronts.front import CO_FRONT, PRIMARY, known_tier
from homestead.services.fronts.moments import between, moment

if TYPE_CHECKING:
    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.changes import Change
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Edit, Front

OPEN = "open"
"""What to give as the end of a front that goes on."""


def insert(
    house: House,
    *,
    alter: str,
    start: When,
    end: When | None = None,
    tier: str | None = None,
    status: str = "",
) -> dict[str, Any]:
    """Record that `alter` fronted from `start` to `end` (None: still), beside others.

    A time of day given as `end` is the first one after `start`. Without a tier it is
    primary when nobody else was there. Returns `{"front": {…}, "change": id}`. Raises
    UsageError if it ends before it starts, ConflictError if `alter` was there already.
    """
    access.require(house.asker, "record.edit")
    with changes.recording(house, "front.insert", "") as change:
        who = alters.find(change.tx, alter, house=house)
        begins, ends = _span(house, start, end)
        place, company = pages.place_beside(change.tx, begins, ends)
        new = {
            "alter_id": who["id"],
            "started_at": begins,
            "ended_at": ends,
            "tier": known_tier(tier) or (CO_FRONT if company else PRIMARY),
            "position": place,
            "status": details.line(status, "status"),
        }
        _refuse_overlap(house, change.tx, new)
        change.summary = f"{who['name']} added to the record"
        [number] = models.write(change, [("begin", None, new)])
        return _done(house, change, number)


def edit(  # noqa: PLR0913 - one for each column, and what the asker saw
    house: House,
    *,
    front: int,
    start: When | None = None,
    end: When | None = None,
    alter: str | None = None,
    tier: str | None = None,
    status: str | None = None,
    was: str | None = None,
) -> dict[str, Any]:
    """Change what is given of the front with that id; `end` "open" lets it go on.

    A time of day alone means the front's own day. Returns and raises as `insert`;
    NotFoundError for an unknown id, ConflictError if nothing would change, or if the
    entry's `version` is not `was` any more: somebody changed it meanwhile.
    """
    access.require(house.asker, "record.edit")
    if (start, end, alter, tier, status) == (None,) * 5:
        raise UsageError(
            "Say what to change.", hint="See `homestead history edit --help`."
        )
    with changes.recording(house, "front.edit", "") as change:
        old = _seen(house, change.tx, front, was)
        begins, ends = _span(house, start, end, old=(old.started_at, old.ended_at))
        new = old.columns(started_at=begins, ended_at=ends)
        new["tier"] = known_tier(tier) or old.tier
        if status is not None:
            new["status"] = details.line(status, "status")
        if alter is not None:
            new["alter_id"] = alters.find(change.tx, alter, house=house)["id"]
        _refuse_overlap(house, change.tx, new, besides=front)
        differ = {
            key: new[key] for key, was in old.columns().items() if new[key] != was
        }
        if not differ:
            raise ConflictError(f"Entry {front} says just that already.")
        models.write(change, [("change", old, differ)])
        return _done(house, change, front, "Entry of {name} changed")


def split(house: House, *, front: int, at: When) -> dict[str, Any]:
    """Cut the front with that id in two at `at`; later comments go to the second.

    A time of day alone is the first one after its start. Returns `{"front": {…},
    "second": {…}, "change": id}`. UsageError if `at` does not lie within.
    """
    access.require(house.asker, "record.edit")
    with changes.recording(house, "front.split", "") as change:
        old = record.found(house, change.tx, front)
        cut = moment(house, at, latest=old.started_at + clock.DAY)
        if not old.started_at < cut or not old.lasts_beyond(cut):
            span = between(old.started_at, old.ended_at, clock.now(), house.zone)
            raise UsageError(
                f"Entry {front} lasts {span}.", hint="Give a moment within."
            )
        edits: list[Edit] = [
            ("part", old, old.columns(started_at=cut)),
            ("change", old, {"ended_at": cut}),
        ]
        [number] = models.write(change, edits)
        second = record.entry(house, change.tx, number)
        return _done(house, change, front, "Entry of {name} split") | {"second": second}


def delete(house: House, *, front: int, was: str | None = None) -> dict[str, Any]:
    """Take the front with that id out of the record; undo brings it back.

    ConflictError if `was` is given and its `version` is another by now.
    """
    access.require(house.asker, "record.edit")
    with changes.recording(house, "front.delete", "") as change:
        old = _seen(house, change.tx, front, was)
        result = _done(house, change, front, "Entry of {name} deleted")
        models.write(change, [("remove", old, {})])
        return result


def _seen(house: House, reader: Reader, front: int, was: str | None) -> Front:
    """Return the front with that id, if it is still as the asker saw it."""
    found = record.found(house, reader, front)
    stale.refuse(was, record.version(found), "entry")
    return found


def _span(
    house: House,
    start: When | None,
    end: When | None,
    *,
    old: tuple[int, int | None] | None = None,
) -> tuple[int, int | None]:
    """Return when a front begins and ends; what is not given stays as `old` says."""
    begins, ends = old or (0, None)
    if start is not None:
        begins = moment(house, start, day_of=begins if old else None)
    if end == OPEN:
        ends = None
    elif end is not None:
        ends = moment(house, end, latest=begins + clock.DAY)
    if ends is not None and ends <= begins:
        raise UsageError(
            f"It would run {between(begins, ends, clock.now(), house.zone)}:"
            " the end is not after the start.",
            hint='Times of day can be given a date: "2026-11-21 14:30".',
        )
    return begins, ends


def _refuse_overlap(
    house: House, reader: Reader, new: dict[str, Any], besides: int | None = None
) -> None:
    """Raise ConflictError if the alter is at the front then already."""
    clash = pages.clash(reader, new, besides)
    if clash is not None:
        name = models.people(reader, [clash.alter_id])[clash.alter_id]["name"]
        span = between(clash.started_at, clash.ended_at, clock.now(), house.zone)
        raise ConflictError(
            f"{name} is at the {house.terms.front} {span} already (entry {clash.id}).",
            hint=f"Change that one: `homestead history edit {clash.id}`.",
        )


def _done(
    house: House, change: Change, front: int, summary: str = "{name}"
) -> dict[str, Any]:
    entry = record.entry(house, change.tx, front)
    change.summary = change.summary or summary.format(name=entry["name"])
    result = {"front": entry, "change": change.id}
    change.emit("front.changed", result)
    return result
