"""Days and times as people say them, out of what clocks at home show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from homestead.core import clock, when

if TYPE_CHECKING:
    from datetime import tzinfo


def today(zone: tzinfo | None) -> date:
    """Return what day it is at home."""
    return when.wall_time(clock.now(), zone).date()


def day(local: str, now: date) -> str:
    """Return the day of `2026-11-21 14:30` in words, the year if it is not this one."""
    on = date.fromisoformat(local[:10])
    told = f"{on:%A} {on.day} {on:%B}"
    if on.year != now.year:
        told += f" {on.year}"
    if on == now:
        return f"Today, {told}"
    return f"Yesterday, {told}" if on == now - timedelta(days=1) else told


def short(local: str, now: date) -> str:
    """Return `21 Nov`, with the year if it is not this one."""
    on = date.fromisoformat(local[:10])
    told = f"{on.day} {on:%b}"
    return told if on.year == now.year else f"{told} {on.year}"


def time(local: str) -> str:
    """Return `14:30` of `2026-11-21 14:30`."""
    return local[11:16]


def lasted(start: str, end: str | None) -> str:
    """Return how long something lasted in plain words."""
    if end is None:
        return clock.span(max(0, clock.now() - clock.moment(start)))
    return clock.span(clock.moment(end) - clock.moment(start))
