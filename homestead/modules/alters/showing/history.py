"""The record as a list: day by day, each entry with its times in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from homestead.modules.alters.showing import dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, tzinfo

    from homestead.core.asking import Form

    Told = dict[str, Any]


def page(told: Told, zone: tzinfo | None) -> Told:
    """Return a page of the record as it is shown: `days`, `total`, `next`."""
    return {**told, "days": days(told["fronts"], zone)}


def days(fronts: Iterable[Told], zone: tzinfo | None) -> list[Told]:
    """Return the entries by the day they began: `{"title", "date", "entries"}`."""
    now = dates.today(zone)
    grouped = groupby(fronts, key=lambda front: front["start_local"][:10])
    return [
        {
            "date": date,
            "title": dates.day(date, now),
            "entries": [entry(front, now) for front in some],
        }
        for date, some in grouped
    ]


def entry(front: Told, now: date) -> Told:
    """Return an entry with `from`, `to` (None: still there) and `lasted` in words."""
    start, end = front["start_local"], front["end_local"]
    until = None
    if end:
        until = dates.time(end)
        if end[:10] != start[:10]:
            until = f"{dates.short(end, now)}, {until}"
    return {
        **front,
        "from": dates.time(start),
        "to": until,
        "lasted": dates.lasted(front["start"], front["end"]),
    }


def form(front: Told, given: Form | None) -> Told:
    """Return an entry as the boxes of its form: `now`, `boxes`, `theirs`.

    `now` is what the record says. `boxes` stand in the boxes: what somebody changed
    in `given`, else what the record says. `theirs` lists the boxes that somebody else
    changed since that form was opened.
    """
    now = _boxes(front)
    if given is None or "was" not in given:
        return {"now": now, "boxes": now, "theirs": []}
    changed = [name for name in now if given.text(name) != given.text(f"{name}_was")]
    values = now | {name: given.text(name) for name in changed}
    theirs = [
        {"name": name, "now": now[name], "mine": values[name]}
        for name in now
        if f"{name}_was" in given and now[name] != given.text(f"{name}_was")
    ]
    return {"now": now, "boxes": values, "theirs": theirs}


def _boxes(front: Told) -> dict[str, str]:
    start, end = front["start_local"], front["end_local"]
    return {
        "alter": front["alter"],
        "start": start.replace(" ", "T"),
        "end": (end or "").replace(" ", "T"),
        "tier": front["tier"],
        "status": front["status"] or "",
    }
