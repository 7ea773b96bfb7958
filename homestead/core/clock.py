"""Time as Homestead keeps it: UTC, integer milliseconds since the epoch."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_AREAS = frozenset(
    "Afri Amer Anta Arct Asia Atla Aust Euro Indi Paci".split()  # noqa: SIM905
)
"""How the names of places begin, as `Europe/Lisbon`; the others are rules or old."""


def now() -> int:
    """Return this moment in milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def iso(moment: int) -> str:
    """Return `moment` (ms) as ISO 8601 in UTC: `2026-11-21T09:00:00.000Z`."""
    seconds, millis = divmod(moment, SECOND)
    at = time.gmtime(seconds)
    return (
        f"{at.tm_year:04d}-{at.tm_mon:02d}-{at.tm_mday:02d}"
        f"T{at.tm_hour:02d}:{at.tm_min:02d}:{at.tm_sec:02d}.{millis:03d}Z"
    )


def moment(text: str) -> int:
    """Return the moment (ms) that `iso` wrote as `text`."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    # Years that begin in March have their odd day last, so days can be counted.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)  # noqa: PLR2004
    leaps = year // 4 - year // 100 + year // 400
    days = 365 * year + leaps + (153 * month + 2) // 5 + day - 719_469
    hours, minutes, seconds = int(text[11:13]), int(text[14:16]), int(text[17:19])
    passed = hours * HOUR + minutes * MINUTE + seconds * SECOND + int(text[20:23])
    return days * DAY + passed


def iso_or_none(moment: int | None) -> str | None:
    """Return `moment` as `iso` does, or None for what has not happened."""
    return None if moment is None else iso(moment)


def zone(name: str) -> tzinfo | None:
    """Return the time zone called `name` (IANA), or None for the machine's own.

    Raises ConfigError for a name no time zone has.
    """
    if not name:
        return None
    from zoneinfo import ZoneInfo

    from homestead.core.errors import ConfigError

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        if carried := _carried(name):
            return carried
        raise ConfigError(
            f"There is no time zone called {name!r}.",
            hint="Use a name such as Europe/Lisbon or America/New_York.",
        ) from error


def zones() -> list[str]:
    """Return the names of all time zones people may live in, in order."""
    from zoneinfo import available_timezones

    from homestead.core import resources

    found = available_timezones()
    if not found and resources.zipped():
        from io import BytesIO
        from zipfile import ZipFile

        with ZipFile(BytesIO(resources.read("zoneinfo.zip"))) as carried:
            found = set(carried.namelist())
    return sorted(name for name in found if name == "UTC" or name[:4] in _AREAS)


def _carried(name: str) -> tzinfo | None:
    """Return the time zone out of the single file, for a system that has none."""
    from homestead.core import resources

    if not resources.zipped():
        return None
    from io import BytesIO
    from zipfile import ZipFile
    from zoneinfo import ZoneInfo

    with ZipFile(BytesIO(resources.read("zoneinfo.zip"))) as zones:
        if name not in zones.namelist():
            return None
        return ZoneInfo.from_file(BytesIO(zones.read(name)), key=name)


def span(millis: int) -> str:
    """Return how long `millis` is in plain words: `2 h 5 min`, `3 d 4 h`.

    The two largest units are told; less than a minute is `less than a minute`.
    """
    minutes = millis // MINUTE
    if minutes < 1:
        return "less than a minute"
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else ""]
    if minutes and not days:
        parts.append(f"{minutes} min")
    return " ".join(part for part in parts if part)
