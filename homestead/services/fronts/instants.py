"""The instants at which who fronts changed, out of fronts in order of their start."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Seat = tuple[str, float]
"""Tier and position: a front that goes on in another at the same seat is no switch."""


class Switches:
    """Tells `note` each instant in [since, until) at which somebody came or left."""

    def __init__(self, since: int, until: int, note: Callable[[int], None]) -> None:
        self._since = since
        self._until = until
        self._note = note
        self._last: int | None = None
        self._ends: list[tuple[int, int]] = []
        self._seats: dict[tuple[int, int], Seat] = {}

    def add(self, key: int, start: int, end: int | None, seat: Seat) -> None:
        """Take in a front of `key`; None: it goes on."""
        self._leave(start)
        if self._seats.get((start, key)) == seat:
            del self._seats[start, key]
        else:
            self._tell(start)
        if end is not None and end < self._until:
            heappush(self._ends, (end, key))
            self._seats[end, key] = seat

    def close(self) -> None:
        """Tell of those who left last."""
        self._leave(self._until)

    def _leave(self, before: int) -> None:
        while self._ends and self._ends[0][0] < before:
            left = heappop(self._ends)
            if self._seats.pop(left, None) is not None:
                self._tell(left[0])

    def _tell(self, at: int) -> None:
        if at != self._last and self._since <= at < self._until:
            self._note(at)
        self._last = at
