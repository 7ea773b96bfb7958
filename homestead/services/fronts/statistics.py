"""Time at the front, as the home tells it."""

from __future__ import annotations

from functools import partial
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.core.errors import UsageError
from homestead.services import access, alters
from homestead.services.fronts import models, pages
from homestead.services.fronts.front import PRIMARY
from homestead.services.fronts.instants import Switches
from homestead.services.fronts.record import bound
from homestead.services.fronts.times import HOURS, Tally, offsets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

    from homestead.core.house import House
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Front
    from homestead.services.fronts.times import Share

_CHUNK = 5000
_PAIRS = 20
_LONGEST = 10


def stats(
    house: House,
    *,
    since: When | None = None,
    until: When | None = None,
    alter: str | None = None,
) -> dict[str, Any]:
    """Return how the time from `since` to `until` was spent; without bounds, all of it.

    `alters`: who fronted, most first, each with `seconds` (a co-front counts for each,
    so shares may add up to more than 1), `share`, `primary_seconds`, `fronts`,
    `longest_seconds`, `last`, `hours` (24) and `weekdays` (7, Monday first) in seconds.
    `week`: the seconds of each weekday's 24 hours, of everybody who is no custom front.
    `covered_seconds`: when anybody was there. `together`: the pairs most often there
    at once. `longest`: the longest fronts. With `alter`, all but `covered_seconds`
    tells of them alone. Raises UsageError for an end that is not after the start.
    """
    access.require(house.asker, "record.read")
    who = None if alter is None else alters.find(house.app, alter, house=house)["id"]
    start, end = span(house, since, until)
    begins = max(start, pages.first(house.app) or start)
    local = house.aside(partial(offsets, begins, max(begins, end), house.zone))
    record = _Record(Tally(start, end, local), who)
    swept(house, start, end, record.take)
    record.switches.close()
    return _told(house, record)


def span(house: House, since: When | None, until: When | None) -> tuple[int, int]:
    """Return from when until when is meant: what is left out is the record's."""
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
    return start, end


def swept(house: House, since: int, until: int, take: Callable[[Front], None]) -> None:
    """Give `take` each front of the stretch in order, off the daemon's event loop."""
    stretch = pages.Stretch(since, until, None)
    total, done = pages.count(house.app, stretch), 0
    chunk = sorted(pages.there_before(house.app, stretch), key=lambda f: f.started_at)
    while True:
        house.aside(partial(_each, chunk, take))
        after = (chunk[-1].started_at, chunk[-1].id) if done else (since, 0)
        chunk = pages.onward(house.app, stretch, after, _CHUNK)
        if not chunk:
            return
        done += len(chunk)
        house.progress(done, total, "Adding up")


def _each(fronts: Iterable[Front], take: Callable[[Front], None]) -> None:
    for front in fronts:
        take(front)


class _Record:
    """All that is told of a stretch of the record, of everybody or of `who`."""

    def __init__(self, tally: Tally, who: int | None) -> None:
        self.tally = tally
        self.who = who
        self.switched = 0
        self.switches = Switches(tally.since, tally.until, self._switch)
        self.longest: list[tuple[int, int, Front]] = []

    def take(self, front: Front) -> None:
        """Take in one more."""
        alter, start, end = front.alter_id, front.started_at, front.ended_at
        self.tally.add(alter, start, end, primary=front.tier == PRIMARY)
        if self.who in (None, alter):
            self.switches.add(alter, start, end, (front.tier, front.position))
            until = self.tally.until
            ends = until if end is None else min(end, until)
            time = ends - max(start, self.tally.since)
            push = heappush if len(self.longest) < _LONGEST else heappushpop
            push(self.longest, (time, -front.id, front))

    def shares(self) -> list[tuple[int, Share]]:
        """Return what each has of the time, most first."""
        mine = [(k, v) for k, v in self.tally.shares.items() if self.who in (None, k)]
        return sorted(mine, key=lambda item: (-item[1].total, item[0]))

    def together(self) -> list[tuple[tuple[int, int], int]]:
        """Return who was there at once for how long, most first."""
        pairs = self.tally.together.most_common()
        return [one for one in pairs if self.who is None or self.who in one[0]][:_PAIRS]

    def _switch(self, _: int) -> None:
        self.switched += 1


def _told(house: House, record: _Record) -> dict[str, Any]:
    tally, zone = record.tally, house.zone
    span = tally.until - tally.since
    shares = record.shares()
    known = models.people(house.app, tally.shares)
    return {
        "since": clock.iso(tally.since),
        "until": clock.iso(tally.until),
        "since_local": when.wall(tally.since, zone),
        "until_local": when.wall(tally.until, zone),
        "seconds": span // clock.SECOND,
        "covered_seconds": tally.covered.total // clock.SECOND,
        "switches": record.switched,
        "switches_per_day": round(record.switched * clock.DAY / span, 2),
        "alters": [_share(known[alter], share, span, zone) for alter, share in shares],
        "week": _week([v for k, v in shares if record.who or _counts(known[k])]),
        "together": [
            {
                "alters": [known[alter]["handle"] for alter in pair],
                "names": [known[alter]["name"] for alter in pair],
                "seconds": time // clock.SECOND,
            }
            for pair, time in record.together()
        ],
        "longest": [
            _long(known[front.alter_id], front, time, zone)
            for time, _, front in sorted(record.longest, reverse=True)
        ],
    }


def _counts(alter: sqlite3.Row) -> bool:
    return bool(alter["kind"] != "custom")


def _week(shares: Iterable[Share]) -> list[list[int]]:
    """Return the seconds in each hour of the week, day by day."""
    weeks = [share.week for share in shares] or [[0] * HOURS]
    hours = [sum(hour) // clock.SECOND for hour in zip(*weeks, strict=True)]
    return [hours[start : start + 24] for start in range(0, HOURS, 24)]


def _long(
    alter: sqlite3.Row, front: Front, time: int, zone: tzinfo | None
) -> dict[str, Any]:
    return {
        "front": front.id,
        "alter": alter["handle"],
        "name": alter["name"],
        "custom": alter["kind"] == "custom",
        "start": clock.iso(front.started_at),
        "end": clock.iso_or_none(front.ended_at),
        "start_local": when.wall(front.started_at, zone),
        "seconds": time // clock.SECOND,
    }


def _share(
    alter: sqlite3.Row, share: Share, span: int, zone: tzinfo | None
) -> dict[str, Any]:
    days = [share.week[start : start + 24] for start in range(0, HOURS, 24)]
    return {
        "alter": alter["handle"],
        "name": alter["name"],
        "color": alter["color"],
        "custom": alter["kind"] == "custom",
        "seconds": share.total // clock.SECOND,
        "share": round(share.total / span, 4),
        "primary_seconds": share.primary // clock.SECOND,
        "fronts": share.count,
        "longest_seconds": share.longest // clock.SECOND,
        "last": clock.iso(share.end),
        "last_local": when.wall(share.end, zone),
        "hours": [sum(hour) // clock.SECOND for hour in zip(*days, strict=True)],
        "weekdays": [sum(day) // clock.SECOND for day in days],
    }
