"""The access log: what is told of every request, written where it delays none."""

from __future__ import annotations

import json
import logging
import re
import time
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

import gevent

from homestead.core import clock
from homestead.core.server.aside import aside

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger("homestead.server")

_EVERY = 1.0
_MOST_WAITING = 50_000
_SECRET = re.compile(r"(?<=/)[\w-]{43}(?![^/])")
"""A part of a path as long as what opens something: the link for the first owner."""


class Access(NamedTuple):
    """One request and its answer.

    `at` is when it ended (ms since the epoch); `path` comes without its query, which
    may hold what nobody should read, and is written without secrets; `status` is 0 for
    a client that left before an answer; `bytes` counts all that was sent; `peer` is
    empty for a Unix socket.
    """

    at: int
    method: str
    path: str
    status: int
    bytes: int
    ms: float
    request_id: str
    peer: str


class AccessLog:
    """Appends requests to a file, many at once, off the event loop.

    A line takes up to a second to reach the file. The file is opened for each batch,
    so it may be rotated at any time.
    """

    def __init__(self, path: str, *, form: str = "plain") -> None:
        self._path = path
        self._line = _json_line if form == "json" else _plain_line
        self._waiting: deque[Access] = deque(maxlen=_MOST_WAITING)
        self._writer: Any = None

    def __call__(self, told: Access) -> None:
        """Take one request in."""
        self._waiting.append(told)
        if not self._writer:
            self._writer = gevent.spawn_later(_EVERY, self.flush)

    def flush(self) -> None:
        """Write what is waiting."""
        if not self._waiting:
            return
        batch = tuple(self._waiting)
        self._waiting.clear()
        try:
            aside(lambda: self._append(batch))
        except OSError as error:
            log.warning("the access log could not be written: %s", error)

    def _append(self, batch: Iterable[Access]) -> None:
        with open(self._path, "a", encoding="utf-8") as file:
            file.writelines(self._line(_without_secrets(told)) for told in batch)


def _without_secrets(told: Access) -> Access:
    return told._replace(path=_SECRET.sub("...", told.path))


def _plain_line(told: Access) -> str:
    seconds, millis = divmod(told.at, clock.SECOND)
    at = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))
    return (
        f"{at},{millis:03d} {told.method} {told.path} {told.status} "
        f"{told.bytes} bytes {told.ms:.1f} ms {told.request_id} {told.peer or '-'}\n"
    )


def _json_line(told: Access) -> str:
    shown = {**told._asdict(), "at": clock.iso(told.at), "ms": round(told.ms, 1)}
    return json.dumps(shown) + "\n"
