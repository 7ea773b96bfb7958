"""Who is connected: how many, what each is waiting for, and until when.

One greenlet looks at all deadlines, so a request costs no timer of its own. Whoever
is overdue has the reading side of their socket shut: the wait ends as if they had
hung up, and nothing is ever thrown into a running application.
"""

from __future__ import annotations

import socket
from time import monotonic
from typing import TYPE_CHECKING, Any

import gevent
from gevent.event import Event

from homestead.core.server.faults import GoneError
from homestead.core.server.limits import BLOCK
from homestead.core.server.turns import give_way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.server.limits import Limits

# What a connection waits for; when room is needed, the first in this order goes first.
LINGER, SILENT, HEAD, IDLE, BODY, WRITE, BUSY = range(7)

_NEVER = float("inf")
_MAPPED = b"\0" * 10 + b"\xff\xff"


class Connection:
    """One client's socket, what it is doing, and when our patience with it ends."""

    __slots__ = (
        "address",
        "deadline",
        "greenlet",
        "limits",
        "origin",
        "overdue",
        "since",
        "sock",
        "state",
    )

    def __init__(self, sock: Any, address: Any, limits: Limits) -> None:
        self.sock = sock
        self.address = address
        self.origin = _origin(address)
        self.limits = limits
        self.greenlet = gevent.getcurrent()
        self.overdue = False
        self.wait(SILENT, limits.head)

    def wait(self, state: int, seconds: float) -> None:
        """Say what is awaited from the client from now on, and how long."""
        self.state = state
        self.since = monotonic()
        self.deadline = self.since + seconds

    def busy(self) -> None:
        """Say that the client is waiting for us now."""
        self.state = BUSY
        self.deadline = _NEVER

    def send(self, data: bytes | memoryview) -> None:
        """Send all of it. Raises GoneError when the client does not take it."""
        view = memoryview(data)
        try:
            for start in range(0, len(data), BLOCK):
                if start:
                    give_way()
                self.wait(WRITE, self.limits.write)
                self.sock.sendall(view[start : start + BLOCK])
        except OSError as error:
            raise GoneError(str(error)) from error
        self.busy()

    def expire(self) -> None:
        """End what the client was given time for."""
        again, self.overdue = self.overdue, True
        self.hang_up(whole=again or self.state == WRITE)

    def hang_up(self, *, whole: bool) -> None:
        """Shut the socket for reading, or as a whole; whoever waits on it wakes."""
        try:
            self.sock.shutdown(socket.SHUT_RDWR if whole else socket.SHUT_RD)
        except OSError:
            return  # the client was faster

    def linger(self) -> None:
        """Let the client read our last answer before the socket closes.

        Closing with bytes unread makes the kernel throw the answer away
        (RFC 9112 section 9.6).
        """
        self.overdue = False
        self.wait(LINGER, self.limits.linger)
        try:
            self.sock.shutdown(socket.SHUT_WR)
            while not self.overdue and self.sock.recv(BLOCK):
                give_way()
        except OSError:
            return  # the client was faster


class Connections:
    """Everybody who is connected, kept within the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.none_left = Event()
        self._open: set[Connection] = set()
        self._of: dict[object, int] = {}
        self._sweeper: Any = None

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[Connection]:
        return iter(tuple(self._open))

    def admit(self, sock: Any, address: Any) -> Connection | None:
        """Let a client in; None when there is no room, even after making some.

        Room is made by sending off who only waits, the longest waiting first: silent
        sockets never lock anybody out.
        """
        connection = Connection(sock, address, self.limits)
        origin = connection.origin
        if not self._has_room(origin):
            return None
        self._open.add(connection)
        self._of[origin] = self._of.get(origin, 0) + 1
        self.none_left.clear()
        if not self._sweeper:
            self._sweeper = gevent.spawn(self._sweep)
        return connection

    def discard(self, connection: Connection) -> None:
        """Forget a connection that has ended, or is about to."""
        if connection not in self._open:
            return
        self._open.remove(connection)
        origin = connection.origin
        self._of[origin] -= 1
        if not self._of[origin]:
            del self._of[origin]
        if not self._open:
            self.none_left.set()

    def _has_room(self, origin: object) -> bool:
        limits = self.limits
        if origin and 0 < limits.per_address <= self._of.get(origin, 0):
            return self._evict(c for c in self._open if c.origin == origin)
        return len(self._open) < limits.connections or self._evict(self._open)

    def _evict(self, among: Any) -> bool:
        waiting = (c for c in among if c.state != BUSY)
        last = min(waiting, key=lambda c: (c.state, c.since), default=None)
        if last is None:
            return False
        last.overdue = True
        last.hang_up(whole=True)
        self.discard(last)
        return True

    def _sweep(self) -> None:
        limits = self.limits
        shortest = min(limits.idle, limits.head, limits.body, limits.write)
        while self._open:
            gevent.sleep(min(1.0, shortest / 4))
            now = monotonic()
            for connection in self:
                if connection.deadline <= now:
                    connection.expire()


def _origin(address: Any) -> object:
    """Return whom to count a client as: its address, its IPv6 network, or nobody."""
    if not isinstance(address, tuple):
        return None
    host = str(address[0])
    if ":" not in host:
        return host
    packed = socket.inet_pton(socket.AF_INET6, host.partition("%")[0])
    if packed.startswith(_MAPPED):
        return socket.inet_ntoa(packed[12:])
    return packed[:8]
