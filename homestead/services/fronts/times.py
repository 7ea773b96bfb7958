"""Time at the front, added up: for each alter, by hour and weekday, together.

Pure, and one front at a time: what is kept grows with the alters, not the record.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from homestead.core.clock import DAY, HOUR, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

Offset = tuple[int, int]
"""From when on (ms UTC), and how far local clocks are ahead of UTC then (ms)."""

WEEK = 7 * DAY
HOURS = 7 * 24
_MONDAY = 4 * DAY  # 1970 began on a Thursday


@dataclass
class Union:
    """The time covered by stretches that come in order of their start."""

    total: int = 0
    count: int = 0
    longest: int = 0
    start: int = 0
    end: int = -(1 << 62)

    def add(self, start: int, end: int) -> None:
        """Take in one more; those that touch or overlap are one."""
        if start > self.end:
            self.count += 1
            self.start, self.end = start, start
        self.total += max(0, end - self.end)
        self.end = max(self.end, end)
        self.longest = max(self.longest, self.end - self.start)


@dataclass
class Share(Union):
    """What one alter has of the time; `week` tells how much in each of its hours."""

    primary: int = 0
    week: list[int] = field(default_factory=lambda: [0] * HOURS)


class Tally:
    """Adds up fronts, which must come in order of their start.

    Only what lies within [since, until) counts. `offsets` tell local time.
    """

    def __init__(self, since: int, until: int, offsets: list[Offset]) -> None:
        self.since = since
        self.until = until
        self.covered = Union()
        self.shares: dict[int, Share] = {}
        self.together: Counter[tuple[int, int]] = Counter()
        self._week = _Week(offsets)
        self._there: list[tuple[int, int]] = []

    def add(self, key: int, start: int, end: int | None, *, primary: bool) -> None:
        """Take in a front of `key`; None: it goes on."""
        start = max(start, self.since)
        end = self.until if end is None else min(end, self.until)
        if start >= end:
            return
        share = self.shares.setdefault(key, Share())
        share.add(start, end)
        share.primary += (end - start) if primary else 0
        self._week.add(share.week, start, end)
        self.covered.add(start, end)
        self._meet(key, start, end)

    def _meet(self, key: int, start: int, end: int) -> None:
        """Note with whom `key` is there from `start` to `end`."""
        while self._there and self._there[0][0] <= start:
            heappop(self._there)
        for theirs, other in self._there:
            pair = (min(key, other), max(key, other))
            self.together[pair] += min(theirs, end) - start
        heappush(self._there, (end, key))


class _Week:
    """Spreads stretches of time over the 168 hours of the local week."""

    def __init__(self, offsets: list[Offset]) -> None:
        self._offsets = offsets
        self._starts = [start for start, _ in offsets]

    def add(self, week: list[int], start: int, end: int) -> None:
        """Add [start, end) to the hours of `week` (Monday 0:00 first)."""
        place = bisect_right(self._starts, start) - 1
        while start < end:
            later = self._starts[place + 1 : place + 2]
            stop = min([end, *later])
            ahead = self._offsets[place][1]
            _spread(week, start + ahead, stop + ahead)
            start, place = stop, place + 1


def _spread(week: list[int], start: int, end: int) -> None:
    whole, rest = divmod(end - start, WEEK)
    if whole:
        week[:] = [hour + whole * HOUR for hour in week]
    end = start + rest
    while start < end:
        stop = min(end, start - start % HOUR + HOUR)
        week[(start - _MONDAY) // HOUR % HOURS] += stop - start
        start = stop


def offsets(since: int, until: int, zone: tzinfo | None) -> list[Offset]:
    """Return how far local clocks are ahead of UTC from `since` to `until`."""
    ahead = _ahead(zone)
    found = [(since, ahead(since))]
    for day in range(since + DAY // 4, until + DAY // 4, DAY // 4):
        now = ahead(day)
        if now != found[-1][1]:
            found.append((_change(day - DAY // 4, day, ahead), now))
    return found


def _change(low: int, high: int, ahead: Callable[[int], int]) -> int:
    """Return the moment, to a second, from which `ahead` is what it is at `high`."""
    goal = ahead(high)
    low, high = low // SECOND, -(-high // SECOND)
    while high - low > 1:
        middle = (low + high) // 2
        if ahead(middle * SECOND) == goal:
            high = middle
        else:
            low = middle
    return high * SECOND


def _ahead(zone: tzinfo | None) -> Callable[[int], int]:
    def ahead(moment: int) -> int:
        shown = datetime.fromtimestamp(moment // SECOND, UTC).astimezone(zone)
        offset = shown.utcoffset()
        return 0 if offset is None else round(offset.total_seconds()) * SECOND

    return ahead
