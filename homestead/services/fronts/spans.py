"""Stretches of the calendar: days, weeks, months and years as clocks at home show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from homestead.core import when
from homestead.core.clock import DAY, HOUR

if TYPE_CHECKING:
    from datetime import tzinfo

ZOOMS = ("day", "week", "month", "year")

_HOURLY = 2 * DAY
_DAILY = 63 * DAY
_STEP = 3 * HOUR


def period(zoom: str, at: int, zone: tzinfo | None) -> tuple[int, int]:
    """Return when the day, week (from Monday), month or year of `at` is."""
    today = when.wall_time(at, zone).date()
    first, after = _dates(zoom, today)
    return (
        when.day_start(at, zone, (first - today).days),
        when.day_start(at, zone, (after - today).days),
    )


def marks(since: int, until: int, zone: tzinfo | None) -> list[int]:
    """Return where a scale from `since` to `until` has its lines.

    Every three hours of a day or two, every day of up to two months, else every month.
    """
    if until - since <= _HOURLY:
        days = days_of(since, until, zone)
        found = [day + step for day in days for step in range(0, DAY, _STEP)]
    elif until - since <= _DAILY:
        found = days_of(since, until, zone)
    else:
        found = _months(since, until, zone)
    return [mark for mark in found if since <= mark < until]


def days_of(since: int, until: int, zone: tzinfo | None) -> list[int]:
    """Return when each day begins that [since, until) touches."""
    found = [when.day_start(since, zone)]
    while (after := when.day_start(found[-1], zone, 1)) < until:
        found.append(after)
    return found


def _months(since: int, until: int, zone: tzinfo | None) -> list[int]:
    found = [period("month", since, zone)[0]]
    while (after := period("month", found[-1], zone)[1]) < until:
        found.append(after)
    return found


def _dates(zoom: str, today: date) -> tuple[date, date]:
    """Return the first day of such a stretch, and the one after its last."""
    if zoom == "day":
        return today, today + timedelta(days=1)
    if zoom == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    first = today.replace(day=1)
    if zoom == "month":
        return first, (first + timedelta(days=31)).replace(day=1)
    return first.replace(month=1), first.replace(year=today.year + 1, month=1)
