"""Time at the front, as the home tells it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.core.errors import UsageError
from homestead.services import access
from homestead.services.fronts import models, pages
from homestead.services.fronts.front import PRIMARY
from homestead.services.fronts.record import bound
from homestead.services.fronts.times import HOURS, Tally, offsets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.house import House
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Front
    from homestead.services.fronts.times import Share

_CHUNK = 5000
_PAIRS = 20


def stats(
    house: House, *, since: When | None = None, until: When | None = None
) -> dict[str, Any]:
    """Return how the time from `since` to `until` was spent; without bounds, all of it.

    `alters`: who fronted, most first, each with `seconds` (a co-front counts for each,
    so shares may add up to more than 1), `share`, `primary_seconds`, `fronts`,
    `longest_seconds`, `last`, `hours` (24) and `weekdays` (7, Monday first) in seconds.
    `covered_seconds`: when anybody was there. `together`: the pairs most often there
    at once. Raises UsageError for an end that is not after the start.
    """
    access.require(house.asker, "record.read")
    now = clock.now()
    end = bound(house, until, when.until)
    end = now if end is None else min(end, now)
    start = bound(house, since, when.since)
    if start is None:
        begins = pages.first(house.app)
        start = end - 1 if begins is None else min(begins, end - 1)
    if start >= end:
        raise UsageError(
            "Nothing lies between this beginning and this end.",
            hint="Give --since a moment that has come, and --until a later one.",
        )
    return _told(house, _tallied(house, start, end))


def _tallied(house: House, since: int, until: int) -> Tally:
    """Add up the record chunk by chunk, off the daemon's event loop."""
    zone = house.zone
    tally = Tally(since, until, house.aside(partial(offsets, since, until, zone)))
    stretch = pages.Stretch(since, until, None)
    total, done = pages.count(house.app, stretch), 0
    chunk = sorted(pages.there_before(house.app, stretch), key=lambda f: f.started_at)
    while True:
        house.aside(partial(_add, tally, chunk))
        after = (chunk[-1].started_at, chunk[-1].id) if done else (since, 0)
        chunk = pages.onward(house.app, stretch, after, _CHUNK)
        if not chunk:
            return tally
        done += len(chunk)
        house.progress(done, total, "Adding up")


def _add(tally: Tally, fronts: Iterable[Front]) -> None:
    for front in fronts:
        tally.add(
            front.alter_id,
            front.started_at,
            front.ended_at,
            primary=front.tier == PRIMARY,
        )


def _told(house: House, tally: Tally) -> dict[str, Any]:
    span, zone = tally.until - tally.since, house.zone
    known = models.people(house.app, tally.shares)
    most = sorted(tally.shares.items(), key=lambda item: (-item[1].total, item[0]))
    return {
        "since": clock.iso(tally.since),
        "until": clock.iso(tally.until),
        "since_local": when.wall(tally.since, zone),
        "until_local": when.wall(tally.until, zone),
        "seconds": span // clock.SECOND,
        "covered_seconds": tally.covered.total // clock.SECOND,
        "alters": [_share(known[alter], share, span) for alter, share in most],
        "together": [
            {
                "alters": [known[alter]["handle"] for alter in pair],
                "names": [known[alter]["name"] for alter in pair],
                "seconds": time // clock.SECOND,
            }
            for pair, time in tally.together.most_common(_PAIRS)
        ],
    }


def _share(alter: sqlite3.Row, share: Share, span: int) -> dict[str, Any]:
    days = [share.week[start : start + 24] for start in range(0, HOURS, 24)]
    return {
        "alter": alter["handle"],
        "name": alter["name"],
        "custom": alter["kind"] == "custom",
        "seconds": share.total // clock.SECOND,
        "share": round(share.total / span, 4),
        "primary_seconds": share.primary // clock.SECOND,
        "fronts": share.count,
        "longest_seconds": share.longest // clock.SECOND,
        "last": clock.iso(share.end),
        "hours": [sum(hour) // clock.SECOND for hour in zip(*days, strict=True)],
        "weekdays": [sum(day) // clock.SECOND for day in days],
    }
