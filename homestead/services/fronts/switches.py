"""Switches and fronts are two views of one record; here one becomes the other.

A switch is an instant and the ordered list of who fronts from then on; an empty
list is a switch-out. A front is one unbroken stretch of one alter. `fronts_of` and
`switches_of` undo each other exactly, order of members included.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from homestead.services.fronts.places import longest_ascent

K = TypeVar("K", bound=Hashable)
Switch = tuple[int, tuple[K, ...]]


class Stretch(NamedTuple, Generic[K]):
    """One front of `key`: from `start` up to `end` (None: it goes on).

    Those who are there at once stand in order of `rank` (the tier), then `position`.
    """

    key: K
    start: int
    end: int | None
    position: float
    rank: int = 0


def fronts_of(
    switches: Iterable[tuple[int, Sequence[K]]],
) -> tuple[list[Stretch[K]], list[int]]:
    """Return the fronts that `switches` tell of, oldest first, and the marks.

    An alter in neighbouring switches goes on in one front as long as those who stay
    keep their order. A switch that changes nothing leaves no trace in fronts: its
    moment is a mark. Who is named twice in one switch counts once. Raises ValueError
    unless the moments ascend strictly.
    """
    line: _Line[K] = _Line()
    marks: list[int] = []
    present: tuple[K, ...] = ()
    last: int | None = None
    for at, members in switches:
        if last is not None and at <= last:
            raise ValueError(f"Switches must ascend in time: {at} after {last}.")
        named = tuple(dict.fromkeys(members))
        if named == present:
            marks.append(at)
        else:
            line.change(at, named)
        last, present = at, named
    return line.close(), marks


def switches_of(
    stretches: Iterable[Stretch[K]], marks: Iterable[int] = ()
) -> list[Switch[K]]:
    """Return the switches that these fronts tell of, oldest first.

    There is one wherever who fronts, or their order, changes, and one at each mark.
    """
    marked = set(marks)
    told: list[Switch[K]] = []
    present: tuple[K, ...] = ()
    for at, here in moments(stretches, marked):
        if here != present or at in marked:
            told.append((at, here))
            present = here
    return told


def moments(
    stretches: Iterable[Stretch[K]], others: Iterable[int] = ()
) -> Iterator[Switch[K]]:
    """Yield each instant at which a front starts or ends, with who fronts from then.

    `others` are instants to yield as well, whether or not anything happens there.
    """
    known = sorted(stretches, key=attrgetter("start"))
    rows = [(s.rank, s.position, s.start, i) for i, s in enumerate(known)]
    starts = [(s.start, True, i) for i, s in enumerate(known)]
    ends = [(s.end, False, i) for i, s in enumerate(known) if s.end is not None]
    bounds = sorted([*starts, *ends, *((at, False, -1) for at in others)])
    present: list[tuple[int, float, int, int]] = []
    for place, (at, starting, which) in enumerate(bounds):
        if starting:
            insort(present, rows[which])
        elif which >= 0:
            del present[bisect_left(present, rows[which])]
        if place + 1 == len(bounds) or bounds[place + 1][0] != at:
            yield at, tuple(known[row[3]].key for row in present)


class _Line(Generic[K]):
    """The fronts seen so far, in a line where each knows who stands behind it.

    Who comes in is put behind whoever stands before them. Those who left keep their
    place until nobody who saw them is left, so the order of any two that were ever
    there together is the order in the line, and positions can be plain counts.
    """

    def __init__(self) -> None:
        self._done: list[Stretch[K]] = []
        self._here: dict[K, int] = {}
        self._clear()

    def _clear(self) -> None:
        self._keys: list[K] = []
        self._starts: list[int] = []
        self._ends: list[int | None] = []
        self._behind: list[int] = []
        self._first = -1

    def change(self, at: int, named: Sequence[K]) -> None:
        """Let exactly `named` front from `at` on, in this order."""
        stay = self._stayers(named)
        for key, front in self._here.items():
            if key not in stay:
                self._ends[front] = at
        if not stay:
            self._flush()
        here: dict[K, int] = {}
        before = -1
        for key in named:
            before = self._here[key] if key in stay else self._add(key, at, before)
            here[key] = before
        self._here = here

    def close(self) -> list[Stretch[K]]:
        """Return every front, oldest first; who is here now goes on."""
        self._flush()
        self._done.sort(key=attrgetter("start", "position"))
        return self._done

    def _stayers(self, named: Sequence[K]) -> set[K]:
        """Return who goes on: as many as keep their order among each other."""
        places = {key: place for place, key in enumerate(self._here)}
        both = [key for key in named if key in places]
        return {both[i] for i in longest_ascent([places[key] for key in both])}

    def _add(self, key: K, at: int, before: int) -> int:
        front = len(self._keys)
        self._keys.append(key)
        self._starts.append(at)
        self._ends.append(None)
        if before < 0:
            self._behind.append(self._first)
            self._first = front
        else:
            self._behind.append(self._behind[before])
            self._behind[before] = front
        return front

    def _flush(self) -> None:
        """Give the line its numbers: nobody in it will meet who comes next."""
        front, position = self._first, 0
        while front >= 0:
            key, start, end = self._keys[front], self._starts[front], self._ends[front]
            self._done.append(Stretch(key, start, end, float(position)))
            front, position = self._behind[front], position + 1
        self._clear()
