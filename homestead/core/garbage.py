"""Python's search for garbage in circles: it holds up every thread while it lasts."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_turn = threading.Lock()
_leaving = 0


@contextmanager
def left() -> Iterator[None]:
    """Look for no garbage in circles meanwhile.

    For work that makes millions of things which hold no circles: looking through them
    again and again takes a tenth of a second each time, in which no page is answered.
    """
    _count(+1)
    try:
        yield
    finally:
        _count(-1)


def _count(one: int) -> None:
    """Note that somebody begins or ends; the last one has it looked for again."""
    global _leaving  # noqa: PLW0603  there is one collector in a process
    with _turn:
        _leaving += one
        (gc.disable if _leaving else gc.enable)()
