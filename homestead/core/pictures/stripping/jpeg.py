"""JPEG: the segments that make the picture (https://www.w3.org/Graphics/JPEG/itu-t81.pdf).

Of what a camera writes beside it one thing is kept: which way is up.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from homestead.core.pictures import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE_MARKERS, _SCAN, _END = 0xFF, 0xDA, 0xD9
_TABLES = frozenset((0xC4, 0xDB, 0xDD))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_FRAME = 0xC0
_APP1, _APP14 = 0xE1, 0xEE
_ORIENTATION = 0x0112
_LAST_ORIENTATION = 8
# Within a scan 0xff is followed by 00, a restart (d0 to d7) or another 0xff.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def strip(content: bytes) -> bytes:
    """Return the picture alone; raise UsageError where it breaks off."""
    turned, parts, seen = 1, [], set()
    for marker, data, scan in _segments(content):
        if marker == _APP1:
            turned = _orientation(data) or turned
        if marker in _FRAMES:
            kinds.refuse_bombs(*struct.unpack_from(">HH", data, 1))
            seen.add(_FRAME)
        if marker == _SCAN and _FRAME not in seen:
            raise kinds.damaged()
        seen.add(marker)
        parts.append(_kept(marker, data) + scan)
    if _SCAN not in seen:
        raise kinds.damaged()
    return b"".join([b"\xff\xd8", _upright(turned), *parts, b"\xff\xd9"])


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each segment's marker and data, and the scan that follows it, if one does.

    Ends at the end marker: what hangs on behind it, another picture even, is no more
    looked at.
    """
    marker, at = _marker(content, 2)
    while marker != _END:
        (length,) = struct.unpack_from(">H", content, at)
        data = content[at + 2 : at + length]
        at += length
        end = at
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, at)
            end = found.start() if found else len(content)
        yield marker, data, content[at:end]
        marker, at = _marker(content, end)


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the marker at `at` and where what follows it begins."""
    if content[at] != _BEFORE_MARKERS:
        raise kinds.damaged()
    while content[at] == _BEFORE_MARKERS:
        at += 1
    return content[at], at + 1


def _kept(marker: int, data: bytes) -> bytes:
    """Return a segment if pixels come of it, else nothing."""
    if marker == _APP14 and data.startswith(b"Adobe"):
        # It says whether colours are RGB or YCbCr: twelve bytes, and no more.
        return _segment(marker, data[:12])
    if marker in _TABLES or marker in _FRAMES or marker == _SCAN:
        return _segment(marker, data)
    return b""


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _upright(turned: int) -> bytes:
    """Return an Exif segment that tells the orientation and nothing else."""
    if turned == 1:
        return b""
    entry = struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return _segment(_APP1, b"Exif\0\0MM\0*\0\0\0\x08" + entry)


def _orientation(data: bytes) -> int | None:
    """Return what the first directory of an Exif segment says of the orientation."""
    order = {b"MM": ">", b"II": "<"}.get(data[6:8])
    if not data.startswith(b"Exif\0\0") or order is None:
        return None
    tiff = data[6:]
    try:
        (directory,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, directory)
        for entry in range(count):
            at = directory + 2 + entry * 12
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, at)
            if tag == _ORIENTATION and 1 <= value <= _LAST_ORIENTATION:
                return int(value)
    except struct.error:
        return None
    return None
