"""What a client sends, every wait for it bounded."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from homestead.core.server import heads
from homestead.core.server.connections import BODY, HEAD, IDLE, Connection
from homestead.core.server.faults import GoneError, RequestError
from homestead.core.server.limits import BLOCK, MOUTHFUL
from homestead.core.server.turns import give_way

if TYPE_CHECKING:
    from homestead.core.server.heads import Head

_END = b"\r\n\r\n"


class Reader:
    """The receiving side of a connection: heads, then the bytes of bodies."""

    closed = False

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._buffer = bytearray()
        self._first = True
        self._block = 0
        self._patience = 0.0

    def head(self) -> Head | None:
        """Return the next request's head; None when the client has no more.

        Raises RequestError for a head that is malformed, too large or too slow.
        """
        connection, buffer = self.connection, self._buffer
        limits = connection.limits
        if not self._first:
            connection.wait(IDLE, limits.idle)
        if not buffer and not self._receive():
            return None
        end = buffer.find(_END)
        if end < 0:
            end = self._rest_of_head()
        raw = bytes(buffer[: end + 2])
        del buffer[: end + 4]
        self._first = False
        connection.busy()
        return heads.parse(raw, limits)

    def expect_body(self) -> None:
        """Give the client its time for a body, anew."""
        self._patience = self.connection.limits.body
        self._block = BLOCK

    def has_some(self) -> bool:
        """Tell whether bytes are here already that nobody has taken."""
        return bool(self._buffer)

    def some(self, most: int) -> bytes:
        """Return at least one and at most `most` bytes of a body."""
        if not self._buffer:
            self._receive_body()
        return self._take(most)

    def line(self, most: int) -> bytes:
        """Return bytes of a body up to and with the next LF, at most `most`."""
        buffer, seen = self._buffer, 0
        while (end := buffer.find(b"\n", seen, most)) < 0 and len(buffer) < most:
            seen = len(buffer)
            self._receive_body()
        return self._take(end + 1 if end >= 0 else most)

    def _take(self, most: int) -> bytes:
        taken = bytes(self._buffer[:most])
        del self._buffer[:most]
        return taken

    def _rest_of_head(self) -> int:
        connection, buffer = self.connection, self._buffer
        connection.wait(HEAD, connection.limits.head)
        end, seen = -1, 0
        while end < 0:
            heads.check_beginning(buffer, seen, connection.limits)
            seen = len(buffer)
            give_way()
            if not self._receive():
                raise RequestError(408 if connection.overdue else 400)
            end = buffer.find(_END, max(0, seen - 3))
        return end

    def _receive_body(self) -> None:
        give_way()  # a client that sends without pause must not starve the rest
        connection, started = self.connection, monotonic()
        connection.wait(BODY, self._patience)
        got = self._receive()
        if not got:
            raise RequestError(408) if connection.overdue else GoneError("no more body")
        connection.busy()
        self._patience -= monotonic() - started
        self._block -= got
        if self._block <= 0:
            self.expect_body()

    def _receive(self) -> int:
        connection = self.connection
        if connection.overdue:
            return 0
        try:
            data = connection.sock.recv(MOUTHFUL)
        except OSError:
            return 0  # reset by the client: as good as the end
        self._buffer += data
        return len(data)
