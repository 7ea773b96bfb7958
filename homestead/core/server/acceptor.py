"""pywsgi's accepting half: lets clients in, within the limits."""

from __future__ import annotations

import itertools
import os
import socket
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any

from gevent.event import Event
from gevent.pywsgi import WSGIServer, format_date_time

from homestead.core.server.connections import Connections
from homestead.core.server.faults import plain_answer
from homestead.core.server.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.server.access import Access
    from homestead.core.server.limits import Limits

INHERITS_NODELAY = sys.platform in {"linux", "android"}
"""Whether an accepted socket has TCP_NODELAY because its listener has."""


def print_error(error: BaseException, request_id: str) -> None:
    """Tell standard error of an application's failure, with its request."""
    print(f"request {request_id} failed:", file=sys.stderr)  # noqa: T201
    traceback.print_exception(error)


class Acceptor(WSGIServer):  # type: ignore[misc]
    """What a handler knows as its server."""

    def __init__(
        self,
        listener: socket.socket,
        app: Any,
        *,
        limits: Limits,
        handler_class: type,
        access_log: Callable[[Access], None] | None,
        on_error: Callable[[BaseException, str], None],
    ) -> None:
        self.limits = limits
        self.connections = Connections(limits)
        self.draining = Event()
        self.access_log = access_log
        self.on_error = on_error
        self._ids = map(
            "{}-{:x}".format, itertools.repeat(os.urandom(4).hex()), itertools.count(1)
        )
        self._date = (0, b"")
        super().__init__(
            listener,
            app,
            log=None,
            handler_class=handler_class,
            environ={**_name(listener), "homestead.draining": self.draining},
        )

    def next_id(self) -> str:
        """Return a request id no other request of this home has."""
        return next(self._ids)

    def date(self) -> bytes:
        """Return the Date field's value; formatting it once a second is enough."""
        now = int(time.time())
        if self._date[0] != now:
            self._date = (now, format_date_time(now))
        return self._date[1]

    def handle(self, sock: Any, address: Any) -> None:
        """Serve one client from its first byte to its last."""
        connection = self.connections.admit(sock, address)
        if connection is None:
            _turn_away(sock, self.next_id())
            return
        if not INHERITS_NODELAY and sock.family != socket.AF_UNIX:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.draining.is_set():  # it came in as the door closed: now or never
            connection.hang_up(whole=False)
        try:
            self.handler_class(sock, address, self, Reader(connection)).handle()
        finally:
            self.connections.discard(connection)


def _name(listener: socket.socket) -> dict[str, str]:
    """Return SERVER_NAME and _PORT; pywsgi would ask DNS, and may wait for it."""
    address = listener.getsockname()
    if not isinstance(address, tuple):
        return {"SERVER_NAME": "localhost", "SERVER_PORT": "", "REMOTE_ADDR": ""}
    return {"SERVER_NAME": address[0], "SERVER_PORT": str(address[1])}


def _turn_away(sock: Any, request_id: str) -> None:
    try:
        sock.send(plain_answer(503, request_id))
    except OSError:
        return  # it did not wait for the answer
