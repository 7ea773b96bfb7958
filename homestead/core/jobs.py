"""Work that comes round: a greenlet for each job, until it is told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gevent
from gevent.event import Event

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.2
"""Seconds a job that is running has to end by itself when it is stopped."""


def every(seconds: float, run: Callable[[], None]) -> Callable[[], None]:
    """Call `run` every so many seconds, never twice at once; return what stops it.

    Whatever `run` raises is its own to tell.
    """
    stopped = Event()

    def keep_running() -> None:
        while not stopped.wait(seconds):
            run()

    running = gevent.spawn(keep_running)

    def stop() -> None:
        stopped.set()
        running.join(PATIENCE)
        # A commit that is on its way to the disk still ends: see `aside`.
        running.kill(block=False)

    return stop
