"""Work that waits for a disk or a processor, off the event loop."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

import gevent
from gevent.threadpool import ThreadPool

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_MILDNESS = 19
_AT_ONCE = 2


def aside(job: Callable[[], T]) -> T:
    """Run `job` in a native thread while everybody else is served; return its result.

    Raises what it raised. Who is ended meanwhile ends when the job has: a commit half
    on its way to the disk must not be rolled back under its feet.
    """
    return _waited_for(gevent.get_hub().threadpool, job)


def gently(job: Callable[[], T]) -> T:
    """Run `job` as `aside` does, on what the processor has left over.

    For what needs it alone, without Python: a thread that others push aside while it
    holds the interpreter would hold up everybody.
    """
    hub = gevent.get_hub()
    pool = _pools.get(hub) or _pools.setdefault(hub, ThreadPool(_AT_ONCE, hub=hub))
    return _waited_for(pool, lambda: _mildly(job))


_pools: WeakKeyDictionary[Any, ThreadPool] = WeakKeyDictionary()


def _mildly(job: Callable[[], T]) -> T:
    # A thread that gave way cannot take it back: these threads do nothing else.
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _MILDNESS)
    return job()


def _waited_for(pool: ThreadPool, job: Callable[[], T]) -> T:
    running = pool.spawn(_caught, job)
    ended: BaseException | None = None
    while not running.ready():
        try:
            running.wait()
        except BaseException as error:  # noqa: BLE001  raised again below
            ended = error
    if ended is not None:
        raise ended
    result, failure = running.get()
    if failure is not None:
        raise failure
    return result  # type: ignore[no-any-return]


def _caught(job: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """Return the error as a value: the thread pool would print every one it sees."""
    try:
        return job(), None
    except BaseException as error:  # noqa: BLE001  the door of a thread
        return None, error
