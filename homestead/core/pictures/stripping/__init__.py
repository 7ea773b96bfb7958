"""Taking everything but the picture out of a file, without decoding it.

For homes where nothing can decode: each kind's file walks through the parts of its
container, copies those that make pixels, and leaves out the rest: places, times,
names, comments, previews, and whatever hangs on behind the end.
"""

from __future__ import annotations

import struct

from homestead.core.pictures import kinds
from homestead.core.pictures.pixels import unreadable
from homestead.core.pictures.stripping import gif, jpeg, png, webp

_WALKS = {"png": png.strip, "jpg": jpeg.strip, "gif": gif.strip, "webp": webp.strip}


def stripped(content: bytes) -> bytes:
    """Return the picture with nothing in it but what is seen.

    Raises UsageError for what is no picture, is damaged, too large or of a kind
    that no browser shows.
    """
    kind = kinds.kind_of(content)
    if kind not in _WALKS:
        raise unreadable(kind)
    try:
        return _WALKS[kind](content)
    except (struct.error, IndexError) as error:
        raise kinds.damaged() from error
