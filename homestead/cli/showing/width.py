"""How much room a text takes on a terminal: emoji and Chinese take two columns."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_JOINED = "\u200d\ufe0f"
"""What holds emoji together; it takes no room itself."""


def width(text: str) -> int:
    """Return how many columns `text` takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    room = 0
    for letter in text:
        if letter in _JOINED or unicodedata.combining(letter):
            continue
        room += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return room


def padded(text: str, room: int) -> str:
    """Return `text` with blanks behind it, up to `room` columns."""
    return text + " " * (room - width(text))


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line for each row, its cells below those of the row before."""
    rooms = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(map(padded, row, rooms)).rstrip()


def column(texts: Iterable[str]) -> list[str]:
    """Return `texts`, all of one width."""
    known = list(texts)
    room = max(map(width, known), default=0)
    return [padded(text, room) for text in known]
