"""Where those who front at once stand: numbers with room between them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Seat = tuple[float, int, int]
    """Position, start and id of a front: what fronts at one moment are sorted by."""


def seated(wanted: Sequence[Seat | None]) -> list[tuple[float, bool]]:
    """Give everybody in `wanted` a position, so that they stand in this order.

    None is for who has no seat yet. Returns `(position, kept)` for each: as many as
    can keep the seat they have.
    """
    seats = [seat for seat in wanted if seat is not None]
    kept = {seats[index] for index in longest_ascent(seats)}
    positions = [seat[0] if seat and seat in kept else None for seat in wanted]
    found = filled(positions)
    if found is None:
        return [(float(place), False) for place in range(len(wanted))]
    stays = [position is not None for position in positions]
    return list(zip(found, stays, strict=True))


def filled(positions: Sequence[float | None]) -> list[float] | None:
    """Put an ascending number for each None; return None if there is no room for it."""
    found = list(positions)
    while None in found:
        first = after = found.index(None)
        while after < len(found) and found[after] is None:
            after += 1
        low = found[first - 1] if first else None
        high = found[after] if after < len(found) else None
        new = _spread(after - first, low, high)
        row = [number for number in (low, *new, high) if number is not None]
        if any(a >= b for a, b in pairwise(row)):
            return None
        found[first:after] = new
    return [number for number in found if number is not None]


def _spread(count: int, low: float | None, high: float | None) -> list[float]:
    """Return `count` numbers between `low` and `high`, evenly; None is no bound."""
    if low is None:
        first = 0.0 if high is None else high - count
        return [first + step for step in range(count)]
    if high is None:
        return [low + 1 + step for step in range(count)]
    gap = (high - low) / (count + 1)
    return [low + gap * (step + 1) for step in range(count)]


def longest_ascent(numbers: Sequence[Any]) -> list[int]:
    """Return the indices of a longest strictly ascending subsequence of `numbers`."""
    tails: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [index]
        before.append(ends[length - 1] if length else -1)
    chain: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]
