"""PNG: the chunks that make the still picture (https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
import zlib

from homestead.core.pictures import kinds

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
_LOWER_CASE = 0x20
"""The bit of a chunk's first letter that says one may do without it."""


def strip(content: bytes) -> bytes:
    """Return the picture alone; raise UsageError where it breaks off."""
    parts, at, order = [_SIGNATURE], len(_SIGNATURE), [b""]
    while order[-1] != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        end = at + 12 + length
        name, data = content[at + 4 : at + 8], content[at + 8 : end - 4]
        _check(name, data, content[end - 4 : end], first=len(parts) == 1)
        if name in _KEPT:
            parts.append(content[at:end])
            order.append(name)
        at = end
    if b"IDAT" not in order:
        raise kinds.damaged()
    return b"".join(parts)


def _check(name: bytes, data: bytes, told: bytes, *, first: bool) -> None:
    if told != struct.pack(">I", zlib.crc32(name + data)):
        raise kinds.damaged()
    if first != (name == b"IHDR"):
        raise kinds.damaged()
    if first:
        kinds.refuse_bombs(*struct.unpack_from(">II", data))
    elif name not in _KEPT and not name[0] & _LOWER_CASE:
        raise kinds.damaged()
