"""WebP: the chunks that make a still picture (RFC 9649)."""

from __future__ import annotations

import struct

from homestead.core.errors import UsageError
from homestead.core.pictures import kinds

_KEPT = frozenset((b"VP8X", b"ALPH", b"VP8 ", b"VP8L"))
_ALPHA, _MOVES = 0x10, 0x02


def strip(content: bytes) -> bytes:
    """Return the picture alone; raise UsageError where it breaks off or moves."""
    chunks: dict[bytes, bytes] = {}
    at, end = 12, 8 + struct.unpack_from("<I", content, 4)[0]
    if end > len(content):
        raise kinds.damaged()
    while at + 8 <= end:
        name, (length,) = (
            content[at : at + 4],
            struct.unpack_from("<I", content, at + 4),
        )
        data = content[at + 8 : at + 8 + length]
        if len(data) != length:
            raise kinds.damaged()
        if name in _KEPT:
            chunks.setdefault(name, data)
        at += 8 + length + length % 2
    _check(chunks)
    if b"VP8X" in chunks:
        chunks[b"VP8X"] = bytes([chunks[b"VP8X"][0] & _ALPHA]) + chunks[b"VP8X"][1:10]
    body = b"WEBP" + b"".join(_chunk(name, data) for name, data in chunks.items())
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _check(chunks: dict[bytes, bytes]) -> None:
    wide = chunks.get(b"VP8X", bytes(10))
    if wide[0] & _MOVES:
        raise UsageError(
            "The picture moves, which cannot be kept here.",
            hint="Use a still one: PNG, JPEG or WebP.",
            fields={"picture": "moves"},
        )
    if not (b"VP8 " in chunks) ^ (b"VP8L" in chunks):
        raise kinds.damaged()
    if b"VP8X" in chunks:
        width, height = wide[4:7] + b"\0", wide[7:10] + b"\0"
        sides = struct.unpack("<II", width + height)
        kinds.refuse_bombs(sides[0] + 1, sides[1] + 1)
    kinds.refuse_bombs(*_size(chunks))


def _size(chunks: dict[bytes, bytes]) -> tuple[int, int]:
    """Return width and height as the pixels' own chunk tells them, 14 bits each."""
    if b"VP8 " in chunks:
        width, height = struct.unpack_from("<HH", chunks[b"VP8 "], 6)
        return width & 0x3FFF, height & 0x3FFF
    (bits,) = struct.unpack_from("<I", chunks[b"VP8L"], 1)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)
