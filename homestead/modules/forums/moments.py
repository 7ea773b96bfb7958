"""Moments to come, as people type them: when a poll is over, where a search begins."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from homestead.core.house import House


_DAY = len("2026-12-24")


def deadline(house: House, text: str) -> int:
    """Return the moment (ms) that a date, or a date and a time, means at home.

    A date alone means its last minute. Raises UsageError for anything else.
    """
    found = _read(text)
    if len(text.strip()) <= _DAY:
        found = found.replace(hour=23, minute=59)
    return _millis(house, found)


def beginning(house: House, text: str) -> int:
    """Return the moment (ms) at which a date, or a date and a time, begins at home.

    Raises UsageError for anything else.
    """
    return _millis(house, _read(text))


def _read(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"{text[:40]!r} is no moment.",
            hint="Write it like 2026-12-24 or 2026-12-24 18:00.",
            fields={"closes": "is no moment"},
        ) from error


def _millis(house: House, moment: datetime) -> int:
    try:
        return int(_placed(house, moment).timestamp() * 1000)
    except (OverflowError, OSError, ValueError) as error:
        raise UsageError("That is no moment anybody will see.") from error


def _placed(house: House, moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    zone = house.zone
    return moment.replace(tzinfo=zone) if zone else moment.astimezone()
