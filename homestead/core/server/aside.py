"""Work that waits for a disk or a processor, off the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import gevent

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def aside(job: Callable[[], T]) -> T:
    """Run `job` in a native thread while everybody else is served; return its result.

    Raises what it raised.
    """
    result, error = gevent.get_hub().threadpool.apply(_caught, (job,))
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _caught(job: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """Return the error as a value: the thread pool would print every one it sees."""
    try:
        return job(), None
    except BaseException as error:  # noqa: BLE001  the door of a thread
        return None, error
