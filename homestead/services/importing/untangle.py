"""Makes the stretches of one alter stop overlapping, with no moment lost or added.

Times are whole milliseconds; a stretch is `[start, end)`, open while `end` is None.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Span = tuple[int, int | None]

NEVER = 1 << 62
"""Stands for the end of what is still open."""


class Placed(NamedTuple):
    """What became of one span: its pieces, and who has its time if it has none.

    `owner` is the index of the span that took over where this one began.
    """

    pieces: list[Span]
    owner: int | None


def untangled(spans: Sequence[Span]) -> list[Placed]:
    """Return the pieces of each span such that none overlap: who came last goes first.

    A span is cut where a later one starts and goes on when that one has ended. Of two
    that start together the shorter goes first; of two that are the same the one
    named later has the time, the other none.
    """
    pieces: list[list[Span]] = [[] for _ in spans]
    owners: dict[int, int] = {}
    for start, end, index in _segments(spans):
        owners[start] = index
        pieces[index].append((start, _open(end)))
    return [
        Placed(own, None if own else owners[spans[index][0]])
        for index, own in enumerate(pieces)
    ]


def _segments(spans: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, index of the owner) of every stretch of time in order."""
    waiting = sorted(
        (start, -_closed(end), index) for index, (start, end) in enumerate(spans)
    )
    here: list[tuple[int, int, int, int]] = []
    for place, (start, minus_end, index) in enumerate(waiting):
        heapq.heappush(here, (-start, -minus_end, -index, index))
        until = waiting[place + 1][0] if place + 1 < len(waiting) else NEVER
        at = start
        while here and at < until:
            _, end, _, owner = here[0]
            if end <= at:
                heapq.heappop(here)
                continue
            yield at, min(end, until), owner
            at = min(end, until)


def without(span: Span, taken: Sequence[Span]) -> list[Span]:
    """Return what is left of `span` outside `taken` (sorted, not overlapping)."""
    left: list[Span] = []
    start, end = span[0], _closed(span[1])
    first = max(0, bisect_right(taken, start, key=_start_of) - 1)
    for place in range(first, len(taken)):
        other_start, other_end = taken[place][0], _closed(taken[place][1])
        if other_start >= end:
            break
        if other_start > start:
            left.append((start, other_start))
        start = max(start, other_end)
    if start < end:
        left.append((start, _open(end)))
    return left


def _start_of(span: Span) -> int:
    return span[0]


def _closed(end: int | None) -> int:
    return NEVER if end is None else end


def _open(end: int) -> int | None:
    return None if end == NEVER else end
