"""Moments as people type them: `14:30`, `20 min ago`, `yesterday 21:00`, ISO 8601.

What has no time zone is meant in the home's. How the doubtful ones are read:

* A time of day later than now means yesterday's; a weekday means its latest one.
* Hours and less count as elapsed; days and more keep the time of day.
* A time that clocks skip (spring) is moved on by what they skipped; one that they show
  twice (autumn) is the second one, unless that is still to come.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from homestead.core import durations
from homestead.core.clock import SECOND
from homestead.core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

Span = tuple[int, int]
"""Where what is meant begins and ends (ms UTC); both are equal for a moment."""

FORMS = (
    'now, 14:30, 9pm, "20 min ago", "1 h 30 min ago", "yesterday 21:00",'
    ' "monday 14:00", 2026-11-21, "2026-11-21 14:30", 2026-11-21T14:30:00Z'
)

_LOOSELY = ", 2026-11, 2026, 7d"

_WEEKDAY = {
    word: day
    for day, words in enumerate(
        ("mon monday", "tue tues tuesday", "wed wednesday", "thu thur thurs thursday",
         "fri friday", "sat saturday", "sun sunday")
    )
    for word in words.split()
}  # fmt: skip
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)? ?(?P<half>[ap]m)?",
    re.ASCII,
)
_DAY = re.compile(
    r"(?:(?P<last>last )?(?P<day>[a-z]+)|(?P<date>\d{4}-\d\d-\d\d))"
    r"(?: (?:at )?(?P<time>.+))?",
    re.ASCII,
)
_MONTH = re.compile(r"(\d{4})(-\d\d)?", re.ASCII)
_ISO = re.compile(r"\d{4}-", re.ASCII)


class _Here(NamedTuple):
    """What a text is read against; `loose` also takes months and bare amounts."""

    now: int
    zone: tzinfo | None
    loose: bool

    @property
    def today(self) -> date:
        return wall_time(self.now, self.zone).date()

    def at(self, day: date, hour: time) -> int:
        return instant(datetime.combine(day, hour), self.zone, self.now)

    def days(self, first: date, after: date) -> Span:
        return _midnight(first, self.zone), _midnight(after, self.zone)


def parse(text: str, now: int, zone: tzinfo | None) -> int:
    """Return the moment (ms UTC) that `text` means; a day means its beginning.

    `zone` None is the machine's own. Raises UsageError that lists the forms.
    """
    return _read(text, _Here(now, zone, loose=False))[0]


def since(text: str, now: int, zone: tzinfo | None) -> int:
    """Return where a stretch given by `--since` begins: a day or month at its start.

    Besides what `parse` takes: `2026-11`, `2026`, and `7d` for `7 days ago`.
    """
    return _read(text, _Here(now, zone, loose=True))[0]


def until(text: str, now: int, zone: tzinfo | None) -> int:
    """Return where a stretch given by `--until` ends: a day or month at its end.

    The end is the first moment that no longer belongs to it.
    """
    return _read(text, _Here(now, zone, loose=True))[1]


def time_of_day(text: str, latest: int, zone: tzinfo | None) -> int | None:
    """Return the last moment up to `latest` at which a clock shows `text`.

    None when `text` is anything but a time of day.
    """
    try:
        found = _time_of_day(_words(text), _Here(latest, zone, loose=False))
    except ValueError:
        return None  # an hour 25: whoever reads on tells it
    return None if found is None else found[0]


def day_start(moment: int, zone: tzinfo | None, days: int = 0) -> int:
    """Return when the day of `moment` begins, or the day `days` later."""
    return _midnight(wall_time(moment, zone).date() + timedelta(days=days), zone)


def wall_time(moment: int, zone: tzinfo | None) -> datetime:
    """Return what a clock in `zone` shows at `moment`, as a time without zone."""
    seconds, millis = divmod(moment, SECOND)
    shown = datetime.fromtimestamp(seconds, zone)
    return shown.replace(microsecond=millis * 1000, tzinfo=None, fold=0)


def wall(moment: int, zone: tzinfo | None, *, to: str = "minutes") -> str:
    """Return `2026-11-21 14:30`, as a clock in `zone` shows it at `moment`."""
    return wall_time(moment, zone).isoformat(" ", to)


def instant(shown: datetime, zone: tzinfo | None, now: int) -> int:
    """Return the moment (ms UTC) at which a clock in `zone` shows that."""
    first = _stamp(shown.replace(tzinfo=zone, fold=0))
    second = _stamp(shown.replace(tzinfo=zone, fold=1))
    # In a skipped hour `second` lies before `first`.
    return second if first < second <= now else first


def _read(text: str, here: _Here) -> Span:
    words = _words(text)
    try:
        spans = (form(words, here) for form in _FORMS)
        found = next((span for span in spans if span is not None), None)
    except (ValueError, OverflowError, OSError):
        found = None  # an hour 25, a 32nd of January, a year 0
    if found is None:
        raise UsageError(
            f"{text[:60]!r} is not a time that Homestead can read.",
            hint=f"Write one of these: {FORMS}{_LOOSELY if here.loose else ''}.",
        )
    return found


def _words(text: str) -> str:
    return " ".join(text.split()).lower()


def _now(words: str, here: _Here) -> Span | None:
    return (here.now, here.now) if words == "now" else None


def _ago(words: str, here: _Here) -> Span | None:
    """Read `20 min ago`, `1h30m ago`, `2 weeks ago`; loosely also `7d`."""
    amount = words.removesuffix("ago").rstrip()
    length = durations.read(amount) if here.loose or amount != words else None
    if length is None:
        return None
    start = here.now
    if length.days or length.months:
        wall = length.before(wall_time(start, here.zone))
        start = instant(wall, here.zone, here.now)
    start -= length.elapsed
    return start, start


def _time_of_day(words: str, here: _Here) -> Span | None:
    """Read `14:30` as today's, or as yesterday's when today's is still to come."""
    hour = _clock(words.removeprefix("at "))
    if hour is None:
        return None
    found = here.at(here.today, hour)
    if found > here.now:
        found = here.at(here.today - timedelta(days=1), hour)
    return found, found


def _clock(words: str) -> time | None:
    """Read a time of day; a lone number is none."""
    if words in ("noon", "midnight"):
        return time(12 if words == "noon" else 0)
    found = _CLOCK.fullmatch(words)
    if not found or not (found["minute"] or found["half"]):
        return None
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))


def _day(words: str, here: _Here) -> Span | None:
    """Read `yesterday`, `monday 14:00`, `2026-11-21 9pm`: a day, maybe with a time."""
    found = _DAY.fullmatch(words)
    hour = _clock(found["time"]) if found and found["time"] else None
    if not found or (found["time"] and hour is None):
        return None
    if found["date"]:
        day: date | None = date.fromisoformat(found["date"])
    else:
        day = _named(found["day"], hour, here, last=bool(found["last"]))
    if day is None:
        return None
    if hour is None:
        return here.days(day, day + timedelta(days=1))
    return (here.at(day, hour),) * 2


def _named(name: str, hour: time | None, here: _Here, *, last: bool) -> date | None:
    """Return the day called `name`: the latest one that is not still to come."""
    today = here.today
    if name in ("today", "yesterday") and not last:
        return today - timedelta(days=name == "yesterday")
    if name not in _WEEKDAY:
        return None
    back = (today.weekday() - _WEEKDAY[name]) % 7
    to_come = hour is not None and here.at(today, hour) > here.now
    if back == 0 and (last or to_come):
        back = 7
    return today - timedelta(days=back)


def _month(words: str, here: _Here) -> Span | None:
    """Read `2026-11`, and `2026` as the whole year."""
    found = _MONTH.fullmatch(words) if here.loose else None
    if not found:
        return None
    if not found[2]:
        year = int(words)
        return here.days(date(year, 1, 1), date(year + 1, 1, 1))
    first = date.fromisoformat(f"{words}-01")
    return here.days(first, (first + timedelta(days=31)).replace(day=1))


def _iso(words: str, here: _Here) -> Span | None:
    """Read ISO 8601 in full, with or without a zone."""
    if not _ISO.match(words):
        return None
    found = datetime.fromisoformat(words.upper())
    if found.tzinfo is None:
        return (instant(found, here.zone, here.now),) * 2
    return (_stamp(found),) * 2


_FORMS: tuple[Callable[[str, _Here], Span | None], ...] = (
    _now,
    _ago,
    _time_of_day,
    _day,
    _month,
    _iso,
)


def _midnight(day: date, zone: tzinfo | None) -> int:
    """Return when `day` begins; where clocks skip midnight, when they do."""
    return _stamp(datetime.combine(day, time(), zone))


def _stamp(moment: datetime) -> int:
    return (
        int(moment.replace(microsecond=0).timestamp()) * SECOND
        + moment.microsecond // 1000
    )
