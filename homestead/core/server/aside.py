"""Work that waits for a disk or a processor, off the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import gevent

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def aside(job: Callable[[], T]) -> T:
    """Run `job` in a native thread while everybody else is served; return its result.

    Raises what it raised. Who is ended meanwhile ends when the job has: a commit half
    on its way to the disk must not be rolled back under its feet.
    """
    running = gevent.get_hub().threadpool.spawn(_caught, job)
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
