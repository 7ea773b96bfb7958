"""Moments as people mean them and as they read them."""

from __future__ import annotations

from homestead.core import clock
from homestead.core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

    from homestead.core.house import House

_EARLIEST = -2_208_988_800_000  # 1900: nobody's record reaches back further


def moment(house: House, at: str | int, now: int) -> int:
    """Return `at`, as written or in milliseconds, as a moment that has come.

    A minute ahead is taken for now: clocks differ. Raises UsageError for later.
    """
    if isinstance(at, int):
        found = at
    else:
        from homestead.core import when

        found = when.parse(at, now, house.zone)
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


def between(start: int, end: int | None, now: int, zone: tzinfo | None) -> str:
    """Return `from 13:00 to 14:30` as clocks in `zone` show it; dates where needed."""
    begins = local(start, now, zone)
    if end is None:
        return f"since {begins}"
    ends = local(end, start, zone)
    if ":" in ends[:3]:
        return f"from {begins} to {ends}"
    return f"from {_full(start, zone)} to {ends}"


def local(moment: int, now: int, zone: tzinfo | None) -> str:
    """Return what a clock in `zone` shows at `moment`, with the date if not `now`'s."""
    text, today = _full(moment, zone), _full(now, zone)
    return text[11:] if text[:10] == today[:10] else text


def _full(moment: int, zone: tzinfo | None) -> str:
    from homestead.core import when

    return when.wall_time(moment, zone).isoformat(" ", "minutes")
