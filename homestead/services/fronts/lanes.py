"""Lanes of a timeline: each alter's stretches, those too close to tell apart as one.

Pure, and however many fronts there are, few pieces come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Piece(NamedTuple):
    """What is drawn as one: `fronts` of them, `time` (ms) of it really at the front.

    `front` and `tier` are those of the one front it shows, if it is just one.
    """

    start: int
    end: int
    time: int
    fronts: int = 1
    front: int | None = None
    tier: str | None = None

    def clipped(self, since: int, until: int) -> Piece:
        """Return what lies within [since, until)."""
        start, end = max(self.start, since), min(self.end, until)
        lost = (start - self.start) + (self.end - end)
        return self._replace(start=start, end=end, time=max(self.time - lost, 0))

    def joined(self, other: Piece) -> Piece:
        """Return this and a later one as one."""
        end = max(self.end, other.end)
        time = min(self.time + other.time, end - self.start)
        return Piece(self.start, end, time, self.fronts + other.fronts)

    def blurs(self, other: Piece, step: int) -> bool:
        """Tell whether a later one cannot be told from this if `step` is a hair."""
        short = min(self.end - self.start, other.end - other.start) < step
        return other.start < self.end or (short and other.start - self.end < step)


def merged(pieces: Iterable[Piece], step: int) -> list[Piece]:
    """Return `pieces`, in order of start, those that `step` (ms) blurs as one.

    Of [since, until) come at most `(until - since) / step + 1`.
    """
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].blurs(piece, step):
            found[-1] = found[-1].joined(piece)
        else:
            found.append(piece)
    return found


def thinned(lanes: list[list[Piece]], step: int, most: int) -> list[list[Piece]]:
    """Merge all `lanes` until there are at most `most` pieces, if that can be."""
    found = [merged(lane, step) for lane in lanes]
    while sum(map(len, found)) > most and any(len(lane) > 1 for lane in found):
        step *= 2
        found = [merged(lane, step) for lane in found]
    return found
