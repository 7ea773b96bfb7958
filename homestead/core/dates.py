"""Dates of which perhaps only a part is known: a birthday without its year, a month.

Kept as text: `2004-02-29`, `2004-02`, `2004`, `02-29` or `02`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from homestead.core.errors import UsageError

KINDS = {
    "date": ("year", "month", "day"),
    "month_year": ("year", "month"),
    "month_day": ("month", "day"),
    "month": ("month",),
    "year": ("year",),
}
"""Which parts each kind of date has."""

_LEAP = 2004
"""A year with a 29th of February, to check days of an unknown year against."""

_YEAR_UNKNOWN = (1, 4)
"""What PluralKit writes for a year that is unknown."""

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?)(?:t.*)?)?)?",
        r"(?:--)?(?P<month>\d\d?)(?:-(?P<day>\d\d?))?",
        r"(?P<name>[a-z]{3,9})(?: (?P<day>\d\d?)(?:[a-z]{2})?)?(?:,? (?P<year>\d{4}))?",
        r"(?P<day>\d\d?)(?:[a-z]{2}|\.)? (?P<name>[a-z]{3,9})(?:,? (?P<year>\d{4}))?",
    )
)


class PartialDate(NamedTuple):
    """What is known of a date."""

    year: int | None
    month: int | None
    day: int | None

    def __str__(self) -> str:
        """Return it as it is kept."""
        return "-".join(
            f"{part:0{width}d}"
            for part, width in zip(self, (4, 2, 2), strict=True)
            if part is not None
        )

    def only(self, kind: str) -> PartialDate:
        """Return the parts that `kind` has; raise UsageError if one is unknown."""
        parts = KINDS[kind]
        lacking = [part for part in parts if getattr(self, part) is None]
        if lacking:
            raise UsageError(f"{str(self)!r} lacks the {' and the '.join(lacking)}.")
        return PartialDate(*(getattr(self, p) if p in parts else None for p in _PARTS))


_PARTS = PartialDate._fields


def parse(text: str) -> PartialDate:
    """Read `2004-02-29`, `02-29`, `29 Feb 2004`, `february 29`, `2004-02` or `2004`.

    A time that follows is left out. Raises UsageError for what is no date.
    """
    words = " ".join(text.split()).lower()
    found = next((match for form in _FORMS if (match := form.fullmatch(words))), None)
    try:
        return _checked(found.groupdict()) if found else _refuse(text)
    except ValueError:
        return _refuse(text)


def spoken(text: str) -> str:
    """Return a date as people say it: `29 February 2004`; what is none, as it is."""
    try:
        known = parse(text)
    except UsageError:
        return text
    month = _NAMES[known.month - 1].capitalize() if known.month else None
    return " ".join(str(part) for part in (known.day, month, known.year) if part)


def _checked(said: dict[str, str | None]) -> PartialDate:
    """Return the parts; raise ValueError for a 13th month or a 30th of February."""
    given = {part: int(said[part] or 0) for part in _PARTS if said.get(part)}
    if name := said.get("name"):
        months = (n for n, full in enumerate(_NAMES, 1) if full.startswith(name))
        given["month"] = next(months, 0)
    if given.get("year") in _YEAR_UNKNOWN:
        del given["year"]
    date(**{"year": _LEAP, "month": 1, "day": 1, **given})
    return PartialDate(*map(given.get, _PARTS))


def _refuse(text: str) -> PartialDate:
    raise UsageError(
        f"{text[:40]!r} is not a date.",
        hint="Write it like 2004-02-29, or 02-29 when the year is unknown.",
    )
