"""Single values as Simply Plural wrote them over the years, in Homestead's terms."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from homestead.core import dates, handles
from homestead.core.errors import UsageError
from homestead.services.importing.plan import Note

_FIRST = -62_135_596_800_000
_LAST = 253_402_300_799_999
"""The years 1 and 9999: what ISO 8601 can write."""

_SECONDS_FROM, _SECONDS_UNTIL = 10**9, 10**10
"""Such numbers are seconds of the years 2001 to 2286: as milliseconds they would all
be of one spring, that of 1970."""

_TYPES = (
    *("text", "color", "date", "month"),
    *("year", "month_year", "timestamp", "month_day"),
)
"""The types of custom fields, by the numbers Simply Plural gave them."""

_HEX = re.compile(r"(?:#|0x)?([0-9a-f]{2})?([0-9a-f]{6})", re.IGNORECASE)
_SHORT_HEX = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OBJECT_ID = re.compile(r"[0-9a-f]{24}")


def text(value: Any) -> str:
    """Return `value` as text of several lines; "" for what is none."""
    if isinstance(value, str):
        return handles.clean_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def line(value: Any) -> str:
    """Return `value` as one line of text; "" if nobody could see anything of it."""
    one = handles.clean(text(value))
    return "" if handles.is_blank(one) else one


def flag(value: Any) -> bool:
    """Return whether `value` says yes."""
    return value in (True, 1) or str(value).lower() in {"true", "1", "yes"}


def source_id(value: Any) -> str:
    """Return an id that something refers to; "" if it refers to nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def ids(value: Any) -> list[str]:
    """Return the ids in a list, each once, in order; a map's keys if they are set."""
    if isinstance(value, dict):
        value = [key for key, chosen in value.items() if chosen]
    if not isinstance(value, list):
        return []
    return [each for each in dict.fromkeys(map(source_id, value)) if each]


def moment(value: Any) -> int | None:
    """Return a time in ms since the epoch, or None if there is none to be found.

    Epoch milliseconds, now and then seconds, the same as text, ISO 8601 (UTC unless
    it says otherwise), and Firebase's `{_seconds, _nanoseconds}` have all been seen.
    """
    found: int | None = None
    if isinstance(value, dict):
        found = _of_firebase(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = int(value)
    elif isinstance(value, str):
        found = _of_text(value.strip())
    if found is not None and _SECONDS_FROM <= found < _SECONDS_UNTIL:
        found *= 1000
    return found if found is not None and _FIRST <= found <= _LAST else None


def created(identity: str) -> int | None:
    """Return when the record with that id was made: a Mongo id begins with it."""
    if not _OBJECT_ID.fullmatch(identity):
        return None
    return int(identity[:8], 16) * 1000


def color(value: Any) -> str | None:
    """Return a colour as `#rrggbb`, None if none is set; ValueError for junk.

    Seen: `#rrggbb`, `rrggbb`, `#aarrggbb` (Flutter's order), `#rgb`, and the whole
    number an Android colour is.
    """
    if value in (None, "", "null"):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return f"#{value & 0xFFFFFF:06x}"
    word = str(value).strip()
    if found := _HEX.fullmatch(word):
        return f"#{found[2].lower()}"
    if short := _SHORT_HEX.fullmatch(word):
        return "#" + "".join(each.lower() * 2 for each in short.groups())
    raise ValueError(word)


def color_or_note(value: Any) -> tuple[str | None, tuple[Note, ...]]:
    """Return the colour, or None and a note that it could not be read."""
    try:
        return color(value), ()
    except ValueError:
        seen = handles.clean(str(value))[:40]
        return None, (Note("bad_color", f"“{seen}” is no colour; none was set."),)


def name_or_note(value: Any, fallback: str) -> tuple[str, tuple[Note, ...]]:
    """Return the name, or `fallback` and a note that there was none to be seen."""
    name = line(value)
    if name:
        return name, ()
    return fallback, (
        Note("no_name", f"It has no name one can see; it is called “{fallback}” now."),
    )


def known_type(value: Any) -> str:
    """Return the type of a custom field, "" if `value` is the number of none."""
    try:
        number = int(value or 0)
    except (TypeError, ValueError, OverflowError):
        return ""
    return _TYPES[number] if 0 <= number < len(_TYPES) else ""


def of_field(written: str, kind: str) -> str:
    """Return a custom field's value as Homestead writes that kind; raw if unreadable.

    Simply Plural has written dates as whole timestamps and as parts of dates.
    """
    try:
        if kind == "color":
            return color(written) or written
        if kind in dates.KINDS:
            return str(dates.parse(written).only(kind))
    except (UsageError, ValueError):
        return written
    return written


def address(value: Any) -> str | None:
    """Return a picture's address as text, if it is one of the web's."""
    word = line(value)
    return word if word.lower().startswith(("https://", "http://")) else None


def _of_firebase(value: dict[str, Any]) -> int | None:
    seconds = value.get("_seconds", value.get("seconds"))
    nanos = value.get("_nanoseconds", value.get("nanoseconds", 0))
    if not isinstance(seconds, int | float) or not isinstance(nanos, int | float):
        return None
    return int(seconds) * 1000 + int(nanos) // 1_000_000


def _of_text(word: str) -> int | None:
    try:
        return int(float(word)) if "." in word else int(word)
    except (ValueError, OverflowError):
        pass
    try:
        at = datetime.fromisoformat(word)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return (at - _EPOCH) // timedelta(milliseconds=1)
