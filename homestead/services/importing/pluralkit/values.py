"""Single values as PluralKit writes them, and as people's scripts mangle them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from homestead.core import colors, dates, handles
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

APP = "pluralkit"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MILLIS_FROM = 10**11
"""Numbers from here on are taken for milliseconds, smaller ones for seconds."""
_MILLIS_UNTIL = 253_402_300_800_000
_UUID_LENGTH = 36


def micros(value: Any) -> int | None:
    """Return a moment in microseconds since the epoch, or None where it is none.

    Takes ISO 8601 with any number of digits after the second (those past the sixth
    are dropped), without a zone as UTC, and numbers as epoch seconds or milliseconds.
    """
    if isinstance(value, str):
        try:
            at = datetime.fromisoformat(value.strip())
        except ValueError:
            return _micros_of_number(value)
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC)
        return (at - _EPOCH) // _MICROSECOND
    return _micros_of_number(value)


def millis(value: Any) -> int | None:
    """Return a moment in milliseconds since the epoch, or None where it is none."""
    at = micros(value)
    return None if at is None else at // 1000


def _micros_of_number(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    if not 0 < number < _MILLIS_UNTIL:
        return None
    return int(number * 1000 if number >= _MILLIS_FROM else number * 1_000_000)


def identity(value: Any) -> str:
    """Return the short id or UUID in `value` as PluralKit compares them, or "".

    Short ids are written in any case, with or without a dash in the middle.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    word = "".join(str(value).split()).lower()
    return word if len(word) == _UUID_LENGTH else word.replace("-", "")


def fingerprint(record: Any) -> str:
    """Return a name for a record that has none: the same for the same content."""
    told = json.dumps(record, sort_keys=True).encode()
    return "#" + hashlib.sha256(told).hexdigest()[:16]


def text(value: Any) -> str | None:
    """Return `value` as text of several lines; None where it is a list or the like."""
    if value is None:
        return ""
    if isinstance(value, str):
        return handles.clean_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return None


def line(value: Any) -> str | None:
    """Return `value` as one line; "" if nobody could see anything of it."""
    one = text(value)
    if not one:
        return one
    return "" if handles.is_blank(one) else handles.clean(one)


def flag(value: Any) -> int | None:
    """Return 1 or 0 for what means yes or no, or None."""
    if isinstance(value, str):
        value = {"true": True, "1": True, "false": False, "0": False}.get(value.lower())
    return int(value) if value in (True, False, 0, 1) else None


def color(value: Any) -> str | None:
    """Return `#rrggbb`, or None for what is no colour."""
    word = text(value)
    try:
        return colors.parse(word) if word else None
    except UsageError:
        return None


def birthday(value: Any) -> tuple[str, int] | None:
    """Return a birthday as it is kept and whether its year is hidden; None if none."""
    word = text(value)
    try:
        known = dates.parse(word) if word else None
    except UsageError:
        return None
    if known is None or known.month is None or known.day is None:
        return None
    return str(known), int(known.year is None)


def proxy_tags(values: Iterable[Any]) -> list[dict[str, str | None]]:
    """Return the proxy tags among `values`; those without prefix and suffix go."""
    tags: list[dict[str, str | None]] = []
    for each in values:
        if isinstance(each, dict):
            sides = {side: _side(each.get(side)) for side in _SIDES}
            if any(sides.values()) and sides not in tags:
                tags.append(sides)
    return tags


_SIDES = ("prefix", "suffix")


def _side(value: Any) -> str | None:
    """Return one side of a proxy tag; the space at its end counts."""
    return (line(f"|{value}|") or "")[1:-1] or None if text(value) else None
