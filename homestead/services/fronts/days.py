"""The record as a calendar: who was there how long, day by day."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.core.errors import UsageError
from homestead.services import access, alters
from homestead.services.fronts import models, spans
from homestead.services.fronts.instants import Switches
from homestead.services.fronts.statistics import span, swept
from homestead.services.fronts.times import Union

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from homestead.core.house import House
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Front

MOST_DAYS = 371
_NAMED = 6


def calendar(
    house: House,
    *,
    since: When | None = None,
    until: When | None = None,
    alter: str | None = None,
) -> dict[str, Any]:
    """Return each day from `since` to `until`, oldest first; the last 30 if left out.

    A day has `date`, `weekday` (0 is Monday), `covered_seconds` (anybody was there),
    `switches`, and `alters`, most first; how many more there were is `more`. With
    `alter`, it tells of them alone. Raises UsageError for more than a year.
    """
    access.require(house.asker, "record.read")
    zone = house.zone
    who = None if alter is None else alters.find(house.app, alter, house=house)["id"]
    if since is None:
        ends = span(house, None, until)[1]
        since = when.day_start(ends - 1, zone, -29)
    start, end = span(house, since, until)
    if end - start > MOST_DAYS * clock.DAY:
        raise UsageError("A calendar shows a year at most.", hint="Ask for less.")
    days = Days(spans.days_of(start, end, zone), start, end, who)
    swept(house, start, end, days.add)
    days.switches.close()
    known = models.people(house.app, days.people())
    return {
        "since": clock.iso(start),
        "until": clock.iso(end),
        "days": [_day(when.wall_time(day.start, zone), day, known) for day in days.all],
    }


class Day:
    """One day: who was there how long (ms), and how often that changed."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.covered = Union()
        self.there: Counter[int] = Counter()
        self.switches = 0


class Days:
    """Spreads fronts, which must come in order of their start, over days."""

    def __init__(
        self, starts: list[int], since: int, until: int, who: int | None
    ) -> None:
        self.all = [Day(*bounds) for bounds in pairwise([*starts, until])]
        self.switches = Switches(since, until, self._switch)
        self._starts = starts
        self._since = since
        self._who = who

    def add(self, front: Front) -> None:
        """Take in one more."""
        if self._who not in (None, front.alter_id):
            return
        start = max(front.started_at, self._since)
        end = models.FOREVER if front.ended_at is None else front.ended_at
        seat = (front.tier, front.position)
        self.switches.add(front.alter_id, front.started_at, front.ended_at, seat)
        for day in self.all[self._place(start) :]:
            if day.start >= end:
                break
            begins, ends = max(start, day.start), min(end, day.end)
            day.there[front.alter_id] += ends - begins
            day.covered.add(begins, ends)

    def people(self) -> set[int]:
        """Return everybody who was there on one of these days."""
        return {alter for day in self.all for alter in day.there}

    def _switch(self, at: int) -> None:
        self.all[self._place(at)].switches += 1

    def _place(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


def _day(at: datetime, day: Day, known: dict[int, sqlite3.Row]) -> dict[str, Any]:
    most = day.there.most_common()
    return {
        "date": at.date().isoformat(),
        "weekday": at.weekday(),
        "covered_seconds": day.covered.total // clock.SECOND,
        "switches": day.switches,
        "alters": [
            {
                "alter": known[alter]["handle"],
                "name": known[alter]["name"],
                "color": known[alter]["color"],
                "custom": known[alter]["kind"] == "custom",
                "seconds": time // clock.SECOND,
            }
            for alter, time in most[:_NAMED]
        ],
        "more": max(0, len(most) - _NAMED),
    }
