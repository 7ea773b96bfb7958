"""A request's body as `wsgi.input`: framed strictly, never more than allowed."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from homestead.core.server.faults import GoneError, RequestError
from homestead.core.server.heads import CHUNKED, is_field
from homestead.core.server.limits import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Protocol

    from homestead.core.server.limits import Limits

    class Source(Protocol):
        """Where the bytes come from."""

        def expect_body(self) -> None:
            """Start the clock."""

        def has_some(self) -> bool:
            """Tell whether bytes wait already."""

        def some(self, most: int) -> bytes:
            """Return 1 to `most` bytes."""

        def line(self, most: int) -> bytes:
            """Return up to an LF, at most `most` bytes."""


_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})(?:;[\t -~\x80-\xff]*)?\r\n")
_SIZE_LINE = 512


class Body:
    """The bytes after a head; reads as a binary file that ends where the body does.

    Reading raises RequestError (too slow, too large, malformed) or GoneError, and
    again at every further read; `fault` keeps it for whoever answers. Of one that says
    it is too large nothing is read.
    """

    def __init__(
        self,
        source: Source,
        length: int,
        limits: Limits,
        *,
        greet: Callable[[], None] | None = None,
    ) -> None:
        self.fault: RequestError | GoneError | None = None
        self._source = source
        self._limits = limits
        self._greet = greet
        self._chunked = length == CHUNKED
        self._left = 0 if self._chunked else length
        self._taken = 0
        self._more_chunks = self._chunked
        if length > limits.body_bytes:
            self.fault = RequestError(413)
        elif length:
            source.expect_body()

    def read(self, size: int | None = -1) -> bytes:
        """Return `size` bytes, fewer only at the end; all of them by default."""
        return self._gather(size, line=False)

    def readline(self, size: int | None = -1) -> bytes:
        """Return bytes up to and with the next newline, at most `size`."""
        return self._gather(size, line=True)

    def readlines(self, hint: int | None = -1) -> list[bytes]:
        """Return all lines; `hint` is allowed and ignored."""
        del hint
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def no_greeting(self) -> None:
        """Forget 100 Continue: the answer has begun, and it may not stand inside."""
        if self._greet:
            self._greet = None
            self.fault = RequestError(400)

    def is_left_behind(self) -> bool:
        """Tell whether the next head is out of reach, as things stand."""
        return self.fault is not None or self._left > BLOCK

    def settle(self) -> bool:
        """Read what little is left unread; tell whether the next head comes next."""
        if self.is_left_behind():
            return False
        try:
            for _ in range(BLOCK):
                if not self._part(BLOCK, line=False):
                    return True
        except (RequestError, GoneError):
            return False
        return False

    def _pending(self) -> bool:
        return self._left > 0 or self._more_chunks

    def _gather(self, size: int | None, *, line: bool) -> bytes:
        left = sys.maxsize if size is None or size < 0 else size
        parts = []
        while left > 0:
            part = self._part(left, line=line)
            if not part:
                break
            parts.append(part)
            left -= len(part)
            if line and part.endswith(b"\n"):
                break
        return b"".join(parts)

    def _part(self, most: int, *, line: bool) -> bytes:
        if self.fault:
            raise self.fault
        if not self._pending():
            return b""
        try:
            return self._next_part(most, line=line)
        except (RequestError, GoneError) as fault:
            self.fault = fault
            raise

    def _next_part(self, most: int, *, line: bool) -> bytes:
        if self._greet and not self._source.has_some():
            self._greet()
        self._greet = None
        if not self._left and not self._open_chunk():
            return b""
        most = min(most, self._left, BLOCK)
        part = self._source.line(most) if line else self._source.some(most)
        self._left -= len(part)
        if self._chunked and not self._left and self._source.line(2) != b"\r\n":
            raise RequestError(400)
        return part

    def _open_chunk(self) -> bool:
        found = _SIZE.fullmatch(self._source.line(_SIZE_LINE))
        if found is None:
            raise RequestError(400)
        self._left = int(found[1], 16)
        self._taken += self._left
        if self._taken > self._limits.body_bytes:
            raise RequestError(413)
        if not self._left:
            self._read_trailers()
            self._more_chunks = False
        return self._left > 0

    def _read_trailers(self) -> None:
        """Read and drop them: nothing that comes after a body may change its head."""
        left = self._limits.head_bytes
        while (line := self._source.line(left)) != b"\r\n":
            left -= len(line)
            if left <= 0 or not is_field(line):
                raise RequestError(400)
