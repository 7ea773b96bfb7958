"""Moments to come, as people type them: when a poll is over, where a search begins."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from homestead.core.house import House


def deadline(house: House, text: str) -> int:
    """Return the moment (ms) that a date, or a date and a time, means at home.

    A date alone means its last minute. Raises UsageError for anything else.
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"{text[:40]!r} is no moment.",
            hint="Write it like 2026-12-24 18:00.",
            fields={"closes": "is no moment"},
        ) from error
    if len(text.strip()) <= len("2026-12-24"):
        found = found.replace(hour=23, minute=59)
    try:
        return int(_placed(house, found).timestamp() * 1000)
    except (OverflowError, OSError) as error:
        raise UsageError("That is no moment anybody will see.") from error


def _placed(house: House, moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    zone = house.zone
    return moment.replace(tzinfo=zone) if zone else moment.astimezone()
