"""What an owner's template may cost: work is counted, and ends when there was too much.

A unit is about what one loop, one call or one filter takes; what is made of letters and
lists is paid for by its size. Whoever passes no `spending` block spends nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from types import TracebackType

WORK = 2_000_000
"""Units a page may take: five times what our largest does in a home of 500."""

SECONDS = 0.75
"""Of processor time, for whatever is slow without being counted so."""

LARGEST = 1024 * 1024
"""The letters of one text."""

LONGEST_PAGE = 4 * LARGEST
"""The letters of a page as a whole."""

FULLEST = LARGEST
"""What a list holds in all: eight for each element, and the letters of its texts."""

DEEPEST = 40
"""Lists within lists."""

_LETTERS = 16
_ROOM = 16
_ELEMENT = 8
_GLANCE = 100
_SCALARS = frozenset((int, float, bool, type(None)))
_TEXTS = frozenset((str, Markup))
_SIZED = frozenset((str, Markup, list, tuple, dict, range))


class CostlyError(Exception):
    """A template takes too much work, or makes something too large."""


class Budget:
    """What is left to spend for one page, and whose files took part in it."""

    __slots__ = ("_glance", "_until", "left", "used")

    def __init__(self, work: int = WORK, seconds: float = SECONDS) -> None:
        self.left = work
        self.used: list[str] = []
        self._glance = work - _GLANCE
        self._until = time.thread_time() + seconds

    def spend(self, units: int) -> None:
        """Take that much off. Raises CostlyError when there is nothing left."""
        self.left -= units
        if self.left < self._glance:
            if self.left < 0:
                raise CostlyError("It takes too much work.")
            if time.thread_time() > self._until:
                raise CostlyError("It takes too long.")
            self._glance = self.left - _GLANCE


_now: ContextVar[Budget | None] = ContextVar("homestead_budget", default=None)


class spending:  # noqa: N801 - reads as a verb
    """`with spending(Budget()) as budget:`: what happens in the block is paid for."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def __enter__(self) -> Budget:
        self._before = _now.set(self._budget)
        return self._budget

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _now.reset(self._before)


def spend(units: int = 1) -> None:
    """Take that much off what is left."""
    budget = _now.get()
    if budget is not None:
        budget.spend(units)


def uses(path: str) -> None:
    """Note that a file of the owner's takes part in the page."""
    budget = _now.get()
    if budget is not None:
        budget.used.append(path)


def paid(value: Any) -> Any:
    """Return a value, paid for by its size. Raises CostlyError for one too large.

    What comes one by one is paid for as it comes.
    """
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind in _TEXTS:
        if len(value) > _LETTERS:
            fits(len(value))
            spend(len(value) // _LETTERS)
        return value
    if isinstance(value, Iterator):
        return _one_by_one(value)
    spend(1 + weight(value) // _ROOM)
    return value


def glanced(*values: Any) -> None:
    """Pay for looking through values, not for what is in what they hold."""
    for value in values:
        if type(value) in _SIZED and len(value) > _LETTERS:
            spend(len(value) // _LETTERS)


def fits(size: int, most: int = LARGEST) -> None:
    """Raise CostlyError for something of that size, before it is made."""
    if size > most:
        raise CostlyError("It makes something too large.")


def weight(value: Any, *, depth: int = 0, before: int = 0) -> int:
    """Return how large a value is, with all there is in it. Raises CostlyError."""
    if isinstance(value, (str, bytes)):
        return len(value)
    if isinstance(value, int):
        return value.bit_length() // _ELEMENT
    inside = _inside(value)
    if inside is None:
        return 0
    if depth > DEEPEST:
        raise CostlyError("It puts too many lists into each other.")
    total = 0
    for each in inside:
        total += _ELEMENT + weight(each, depth=depth + 1, before=before + total)
        fits(before + total, FULLEST)
    return total


def _inside(value: Any) -> Any:
    """Return what a container holds, one after the other; None for what is none."""
    if isinstance(value, Mapping):
        return (each for pair in value.items() for each in pair)
    return value if isinstance(value, (Sequence, AbstractSet)) else None


def _one_by_one(values: Iterator[Any]) -> Iterator[Any]:
    for value in values:
        spend()
        yield paid(value)
