"""Moments as people mean them and as they read them."""

from __future__ import annotations

from homestead.core import clock, when
from homestead.core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

    from homestead.core.house import House

_EARLIEST = -2_208_988_800_000  # 1900: nobody's record reaches back further


def moment(
    house: House,
    at: str | int,
    *,
    latest: int | None = None,
    day_of: int | None = None,
) -> int:
    """Return `at`, as written or in milliseconds, as a moment that has come.

    A time of day alone means the last such time; where `latest` is given, the last one
    up to it; where `day_of` is, that of the same day. A minute ahead is taken for now:
    clocks differ. Raises UsageError for later, and for what is no time at all.
    """
    now = clock.now()
    if isinstance(at, int):
        found = at
    elif day_of is not None:
        found = _read(house, at, when.day_start(day_of, house.zone, 1) - 1)
    else:
        found = _read(house, at, latest)
    if found > now + clock.MINUTE:
        raise UsageError(
            f"{clock.iso(min(found, now + 9000 * clock.DAY))} is still to come.",
            hint="Only what has happened can be recorded.",
        )
    if found < _EARLIEST:
        raise UsageError(
            f"{at!r} is too long ago.", hint="The record begins with the year 1900."
        )
    return min(found, now)


def _read(house: House, text: str, latest: int | None) -> int:
    now, zone = clock.now(), house.zone
    if latest is not None:
        found = when.time_of_day(text, latest, zone)
        if found is not None and found <= now:
            return found
    return when.parse(text, now, zone)


def between(start: int, end: int | None, now: int, zone: tzinfo | None) -> str:
    """Return `from 13:00 to 14:30` as clocks in `zone` show it; dates where needed."""
    begins, ends, today = (when.wall(at, zone) for at in (start, end or start, now))
    day = "" if begins[:10] == ends[:10] == today[:10] else begins[:11]
    if end is None:
        return f"since {day}{begins[11:]}"
    return (
        f"from {day}{begins[11:]} to {ends[11:] if begins[:10] == ends[:10] else ends}"
    )


def local(moment: int, now: int, zone: tzinfo | None) -> str:
    """Return what a clock in `zone` shows at `moment`, with the date if not `now`'s."""
    text, today = when.wall(moment, zone), when.wall(now, zone)
    return text[11:] if text[:10] == today[:10] else text
