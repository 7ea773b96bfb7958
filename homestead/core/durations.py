"""Lengths of time as people type them: `20 min`, `1h30m`, `2 weeks`, `an hour`."""

from __future__ import annotations

import re
from typing import NamedTuple

from homestead.core.clock import HOUR, MINUTE, SECOND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

_UNITS = {
    "s": "s sec secs second seconds",
    "m": "m min mins minute minutes",
    "h": "h hr hrs hour hours",
    "d": "d day days",
    "w": "w wk wks week weeks",
    "mo": "mo month months",
    "y": "y yr yrs year years",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PART = re.compile(
    r"\s*(?:and )?(?:(?P<count>\d{1,6}(?:\.\d{1,3})?) ?|an? )(?P<unit>[a-z]+)"
)


class Duration(NamedTuple):
    """A length of time: calendar months and days, and what a stopwatch counts (ms)."""

    months: int
    days: int
    elapsed: int

    def before(self, wall: datetime) -> datetime:
        """Go back by months and days; the 31st of a shorter month is its last day."""
        from calendar import monthrange
        from datetime import timedelta

        year, month = divmod(wall.year * 12 + wall.month - 1 - self.months, 12)
        day = min(wall.day, monthrange(year, month + 1)[1])
        back = wall.replace(year=year, month=month + 1, day=day)
        return back - timedelta(days=self.days)


def read(words: str) -> Duration | None:
    """Return the length `words` name (in lower case), or None if they name none.

    Raises ValueError for half a day or month: nobody knows how long that is.
    """
    count = _amounts(words)
    if not count:
        return None
    return Duration(
        months=_whole(count.get("mo", 0) + 12 * count.get("y", 0)),
        days=_whole(count.get("d", 0) + 7 * count.get("w", 0)),
        elapsed=round(
            count.get("h", 0) * HOUR
            + count.get("m", 0) * MINUTE
            + count.get("s", 0) * SECOND
        ),
    )


def _amounts(words: str) -> dict[str, float]:
    """Return how much of each unit `words` name; nothing if that is not all."""
    found: dict[str, float] = {}
    at = 0
    while at < len(words):
        part = _PART.match(words, at)
        unit = _UNIT.get(part["unit"]) if part else None
        if part is None or unit is None or unit in found:
            return {}
        found[unit] = float(part["count"] or 1)
        at = part.end()
    return found


def _whole(count: float) -> int:
    if count != int(count):
        raise ValueError(count)
    return int(count)
