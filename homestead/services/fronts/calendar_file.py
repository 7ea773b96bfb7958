"""The record as a calendar file (iCalendar, RFC 5545) that any calendar shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.plain import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Homestead//fronts//EN")
_OCTETS = 75
"""How long a line may be; more goes on in the next, after a space."""


def written(fronts: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the file line by line: an event for each of `fronts`."""
    stamp = clock.iso(clock.now())
    for line in _HEAD:
        yield _folded(line)
    for front in fronts:
        for line in _event(front, stamp):
            yield _folded(line)
    yield _folded("END:VCALENDAR")


def _event(front: dict[str, Any], stamp: str) -> Iterator[str]:
    said = [front["status"], *(comment["text"] for comment in front["comments"])]
    yield "BEGIN:VEVENT"
    yield f"UID:{front['uid']}"
    yield f"DTSTAMP:{_time(stamp)}"
    yield f"DTSTART:{_time(front['start'])}"
    yield f"DTEND:{_time(front['end'] or stamp)}"
    yield f"SUMMARY:{_text(front['name'])}"
    if any(said):
        yield f"DESCRIPTION:{_text(chr(10).join(filter(None, said)))}"
    yield f"CATEGORIES:{_text(front['tier'])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _time(iso: str) -> str:
    return f"{iso[:19].replace('-', '').replace(':', '')}Z"


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return safe("\n".join(text.splitlines())).replace("\n", "\\n").replace("\t", " ")


def _folded(line: str) -> str:
    """Return `line` with its end, broken so that no part is longer than allowed."""
    if line.isascii() and len(line) <= _OCTETS:
        return f"{line}\r\n"
    parts, room = [""], _OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = _OCTETS - 1
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts) + "\r\n"
