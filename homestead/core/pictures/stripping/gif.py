"""GIF: its first picture (https://www.w3.org/Graphics/GIF/spec-gif89a.txt)."""

from __future__ import annotations

import struct

from homestead.core.pictures import kinds

_EXTENSION, _PICTURE, _CONTROL = 0x21, 0x2C, 0xF9


def strip(content: bytes) -> bytes:
    """Return the first picture alone; raise UsageError where it breaks off."""
    screen = struct.unpack_from("<HH", content, 6)
    kinds.refuse_bombs(*screen)
    at = 13 + _table(content[10])
    head, control = b"GIF89a" + content[6:at], b""
    while True:
        begin, what = at, content[at]
        if what == _EXTENSION:
            at = _past_blocks(content, at + 2)
            if content[begin + 1] == _CONTROL:
                control = content[begin:at]
        elif what == _PICTURE:
            kinds.refuse_bombs(*struct.unpack_from("<HH", content, at + 5))
            # Behind the table of colours one byte tells how wide the codes are.
            at = _past_blocks(content, at + 10 + _table(content[at + 9]) + 1)
            return b"".join([head, control, content[begin:at], b"\x3b"])
        else:
            raise kinds.damaged()


def _table(flags: int) -> int:
    """Return how long the table of colours is that `flags` announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _past_blocks(content: bytes, at: int) -> int:
    """Return where the chain of blocks that begins at `at` is over."""
    while content[at]:
        at += content[at] + 1
    return at + 1
