"""Pictures drawn for tests, with nothing but Python."""

from __future__ import annotations

import struct
import zlib

from homestead.services import pictures

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name, data):
    """Return one chunk of a PNG."""
    sum_ = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", sum_)


def png(seed=0, *, width=8, height=8, more=b"", declared=None):
    """Return a picture that differs with `seed`; `more` chunks come before its pixels.

    `declared`: the width and height it claims to have.
    """
    line = b"\0" + bytes((seed + each) % 256 for each in range(width * 3))
    sides = declared or (width, height)
    return b"".join(
        (
            SIGNATURE,
            chunk(b"IHDR", struct.pack(">IIBBBBB", *sides, 8, 2, 0, 0, 0)),
            more,
            chunk(b"IDAT", zlib.compress(line * height)),
            chunk(b"IEND", b""),
        )
    )


def face(seed=0, **more):
    """Return a picture as it is kept, so that keeping it again changes nothing."""
    return pictures.cleaned(png(seed, **more))
