"""The server as the rest of the home knows it: start, serve, drain."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gevent
from gevent.event import Event

from homestead.core.server import listeners, nearby
from homestead.core.server.acceptor import Acceptor, print_error
from homestead.core.server.connections import BUSY, IDLE, LINGER, SILENT
from homestead.core.server.handler import Handler
from homestead.core.server.limits import DEFAULTS, Limits, descriptors

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from homestead.core.server.access import Access

_REACHED_AT = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  names, not sockets


class Server:
    """Serves one WSGI application until it is stopped.

    `listener` is a socket that listens already and replaces `host` and `port`.
    `log` is called after every request, `on_error(error, request_id)` when the
    application fails; neither may raise or wait.

    The environ of every request also has `homestead.request_id`, and
    `homestead.draining`: an event that long answers watch, to end when it is set.
    """

    handler_class: type = Handler

    def __init__(
        self,
        app: Any,
        *,
        host: str = "127.0.0.1",
        port: int = 7410,
        listener: socket.socket | None = None,
        limits: Limits = DEFAULTS,
        log: Callable[[Access], None] | None = None,
        on_error: Callable[[BaseException, str], None] = print_error,
    ) -> None:
        self._stopping = Event()
        self._at_once = Event()
        self._acceptor = Acceptor(
            listeners.prepare(listener or listeners.tcp(host, port)),
            app,
            limits=_affordable(limits),
            handler_class=self.handler_class,
            access_log=log,
            on_error=on_error,
        )

    @property
    def address(self) -> Any:
        """Where it listens: (host, port, …), or the path of a Unix socket."""
        return self._acceptor.address

    @property
    def url(self) -> str:
        """What to type into a browser on this machine; empty for a Unix socket."""
        return self._url(lambda everywhere: _REACHED_AT[everywhere])

    @property
    def nearby_url(self) -> str:
        """What to type in on another device, if it listens for those; else `url`."""
        return self._url(lambda everywhere: nearby.address() or _REACHED_AT[everywhere])

    def _url(self, where: Callable[[str], str]) -> str:
        """Return our address; `where` says what stands for all networks."""
        if not isinstance(self.address, tuple):
            return ""
        host, port = self.address[:2]
        host = where(host) if host in _REACHED_AT else str(host)
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def draining(self) -> Event:
        """Set once no new request is taken."""
        return self._acceptor.draining

    def start(self) -> None:
        """Begin to accept clients."""
        self._acceptor.start()

    def stop(self) -> None:
        """Ask `run_until_stopped` to end: gracefully, or at once when asked again."""
        if self._stopping.is_set():
            self._at_once.set()
        self._stopping.set()

    def run_until_stopped(
        self, grace: float = 10.0, *, ready: Callable[[], None] | None = None
    ) -> None:
        """Serve until SIGTERM, SIGINT or `stop`; then drain for `grace` seconds.

        `ready` is called once clients are accepted and signals are heeded.
        """
        watchers = [
            gevent.signal_handler(number, self.stop)
            for number in (signal.SIGTERM, signal.SIGINT)
        ]
        try:
            if not self._acceptor.started:
                self.start()
            if ready:
                ready()
            self._stopping.wait()
            self.drain(grace)
        finally:
            for watcher in watchers:
                watcher.cancel()

    def drain(self, seconds: float) -> int:
        """Take no new request, finish those begun; return how many were cut off.

        Idle connections close now, the others after their answer, and what is not
        done after `seconds` is ended.
        """
        self._acceptor.close()
        self.draining.set()
        connections = self._acceptor.connections
        for connection in connections:
            if connection.state in {LINGER, SILENT, IDLE}:
                connection.hang_up(whole=False)
        if connections:
            gevent.wait([connections.none_left, self._at_once], seconds, count=1)
        left = list(connections)
        for connection in left:
            connection.hang_up(whole=True)
        gevent.killall([connection.greenlet for connection in left], timeout=1)
        return sum(connection.state == BUSY for connection in left)


def _affordable(limits: Limits) -> Limits:
    """Leave half of the file descriptors this process may open to everything else."""
    return replace(limits, connections=min(limits.connections, descriptors() // 2))
