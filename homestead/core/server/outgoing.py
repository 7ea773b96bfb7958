"""Answers that go on for hours: a socket we only send to, without a greenlet.

A handler's greenlet, its stack and the request's environment would cost ten times what
such a socket does.
"""

from __future__ import annotations

import _socket
from time import monotonic
from typing import TYPE_CHECKING, Any

import gevent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_WAITING = 16 * 1024
"""Bytes kept for a client that does not take them; with more it is let go."""

_READ, _WRITE = 1, 2


class HandOver:
    """An answer that begins with `beginning` and is then in the hands of `take`.

    `take` gets an `Outgoing` once the beginning is sent; the connection is no longer
    the server's, nor counted in its limits.
    """

    def __init__(self, beginning: bytes, take: Callable[[Outgoing], None]) -> None:
        self.beginning = beginning
        self.take = take

    def __iter__(self) -> Iterator[bytes]:
        """Yield the beginning, for a server that knows nothing of this."""
        yield self.beginning


class Outgoing:
    """A client that only listens. Nothing here ever waits.

    `ended` is called once, when it has gone, was too slow, or said something: it has
    nothing to say.
    """

    __slots__ = ("_ended", "_hears", "_sock", "_waiting", "_writes", "slow_since")

    def __init__(self, descriptor: int) -> None:
        self._sock = _socket.socket(fileno=descriptor)
        self._sock.setblocking(False)  # noqa: FBT003  a positional-only API
        # The kernel would keep megabytes for somebody who reads nothing.
        self._sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_SNDBUF, MOST_WAITING)
        self._ended: Callable[[], None] | None = None
        self._waiting = b""
        self.slow_since: float | None = None
        loop = gevent.get_hub().loop
        self._writes: Any = None
        self._hears = loop.io(descriptor, _READ)
        self._hears.start(self.close)

    def on_end(self, ended: Callable[[], None]) -> None:
        """Have `ended` called at the end; at once when it has come already."""
        self._ended = ended
        if self.closed:
            self._tell_end()

    @property
    def closed(self) -> bool:
        """Whether this has ended."""
        return self._hears is None

    def send(self, data: bytes) -> None:
        """Send all of it, now or as soon as the client takes it."""
        if self.closed:
            return
        if self._waiting:
            self._keep(self._waiting + data)
            return
        try:
            sent = self._sock.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.close()
            return
        if sent < len(data):
            self._keep(data[sent:])

    def close(self) -> None:
        """End it; what the client has not taken is lost."""
        if self.closed:
            return
        for watcher in (self._hears, self._writes):
            if watcher is not None:
                watcher.stop()
                watcher.close()
        self._hears = self._writes = None
        self._waiting = b""
        self._sock.close()
        self._tell_end()

    def _tell_end(self) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            ended()

    def _keep(self, data: bytes) -> None:
        """Keep what could not be sent, until there is room for it."""
        if len(data) > MOST_WAITING:
            self.close()
            return
        self._waiting = data
        if self._writes is None:
            self.slow_since = monotonic()
            loop = gevent.get_hub().loop
            self._writes = loop.io(self._sock.fileno(), _WRITE)
            self._writes.start(self._send_waiting)

    def _send_waiting(self) -> None:
        try:
            sent = self._sock.send(self._waiting)
        except BlockingIOError:
            return
        except OSError:
            self.close()
            return
        self._waiting = self._waiting[sent:]
        if not self._waiting:
            self._writes.stop()
            self._writes.close()
            self._writes = self.slow_since = None
