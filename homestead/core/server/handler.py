"""One connection's requests, read strictly and answered in one write each."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from gevent.pywsgi import WSGIHandler

from homestead.core import clock
from homestead.core.server import heads
from homestead.core.server.access import Access
from homestead.core.server.body import Body
from homestead.core.server.faults import GoneError, RequestError, plain_answer
from homestead.core.server.limits import BLOCK
from homestead.core.server.outgoing import HandOver, Outgoing
from homestead.core.server.turns import give_way

if TYPE_CHECKING:
    from homestead.core.server.connections import Connection
    from homestead.core.server.heads import Head
    from homestead.core.server.reader import Reader

_BODILESS = frozenset((101, 204, 304))
_REFUSED = 400
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Handler(WSGIHandler):  # type: ignore[misc]
    """pywsgi's handler with our own reading and writing.

    Of pywsgi remain `start_response`, `write` and `run_application`, and the names
    of everything, so that a WebSocket handler can be put on top.
    """

    head: Head
    rfile: Reader
    result: Any
    status: bytes | None
    wsgi_input: Body
    request_id = ""
    _owed: int | None = None
    _refused = False
    _handed_over = False

    @property
    def connection(self) -> Connection:
        """Whom this handler serves."""
        return self.rfile.connection

    def handle(self) -> None:
        """Serve requests until one side ends the connection."""
        while self.handle_one_request():
            give_way()  # whoever has data ready would never yield otherwise
            if self.server.draining.is_set():
                return

    def handle_one_request(self) -> bool:
        """Serve one request; tell whether another may follow."""
        self.command = self.path = "-"
        self.request_id = ""
        self.response_length = 0
        try:
            head = self.rfile.head()
            if head is None:
                return False
            self.begin(head)
        except RequestError as error:
            self._refuse(error.status)
            self.log_request()
        else:
            self.handle_one_response()
        if self._handed_over:
            return False
        if not self._refused and self.wsgi_input.settle():
            return not self.close_connection
        self.connection.linger()
        return False

    def begin(self, head: Head) -> None:
        """Take over what the head says. Raises RequestError when it says too much."""
        self._begin_clock()
        self.head = head
        self.command, self.path = head.method, head.path
        self.request_version = head.version
        self.close_connection = head.close
        limits = self.server.limits
        greet = self._greet if head.expects and head.length else None
        self.wsgi_input = Body(self.rfile, head.length, limits, greet=greet)
        self.environ = self.get_environ()
        self.application = self.server.application

    def get_environ(self) -> dict[str, Any]:
        """Return the WSGI environment of the request that has begun."""
        head = self.head
        environ: dict[str, Any] = self.server.get_environ()
        environ.update(head.fields)
        environ["REQUEST_METHOD"] = head.method
        environ["PATH_INFO"] = heads.decoded(head.path)
        environ["QUERY_STRING"] = head.query
        environ["SERVER_PROTOCOL"] = head.version
        environ["wsgi.input"] = self.wsgi_input
        environ["homestead.request_id"] = self.request_id
        address = self.client_address
        if isinstance(address, tuple):
            environ["REMOTE_ADDR"] = address[0]
            environ["REMOTE_PORT"] = str(address[1])
        return environ

    def handle_one_response(self) -> None:
        """Run the application and answer, whatever becomes of it."""
        self.status = self.result = None
        self.code = 0
        self.headers_sent = self.response_use_chunked = False
        self.connection_upgraded = False
        try:
            self.run_application()
        except RequestError as error:
            self._refuse(error.status)
        except GoneError:
            self.close_connection = True
        except Exception as error:  # noqa: BLE001  the door: one request fails, not all
            self.server.on_error(error, self.request_id)
            self._refuse(500)
        finally:
            self.log_request()

    def process_result(self) -> None:
        """Send what the application returned.

        Not if it was pleased with a body that did not come whole.
        """
        if self.wsgi_input.fault and self.code < _REFUSED:
            raise self.wsgi_input.fault
        if isinstance(self.result, HandOver):
            self._hand_over(self.result)
        elif isinstance(self.result, list | tuple):
            self.write(b"".join(self.result))
        else:
            self._stream(self.result)
        if self.response_use_chunked:
            self._sendall(b"0\r\n\r\n")
        elif self._owed:
            raise self.ApplicationError(f"the answer is {self._owed} bytes short")

    def finalize_headers(self) -> None:
        """Add the fields that are ours to say: length, date, id, what comes next."""
        headers = self.response_headers
        if self.server.draining.is_set() or self.wsgi_input.is_left_behind():
            self.close_connection = True
        self.connection_upgraded = self.code == 101  # noqa: PLR2004
        self._owed = self._length_to_send()
        if not self.connection_upgraded:
            headers[:] = [h for h in headers if h[0].lower() != b"connection"]
            if self.close_connection:
                headers.append((b"Connection", b"close"))
            elif self.request_version == "HTTP/1.0":
                headers.append((b"Connection", b"keep-alive"))
        if self.provided_date is None:
            headers.append((b"Date", self.server.date()))
        headers.append((b"X-Request-Id", self.request_id.encode()))

    def log_request(self) -> None:
        """Tell the access log about the request that has ended."""
        if self.server.access_log:
            self.server.access_log(
                Access(
                    at=clock.now(),
                    method=self.command,
                    path=self.path,
                    status=self.code,
                    bytes=self.response_length,
                    ms=(monotonic() - self.time_start) * 1000,
                    request_id=self.request_id,
                    peer=_peer(self.client_address),
                )
            )

    def _begin_clock(self) -> None:
        self.time_start = monotonic()
        self.request_id = self.server.next_id()

    def _greet(self) -> None:
        self.connection.send(_CONTINUE)

    def _refuse(self, status: int) -> None:
        """Answer in plain words, or break the answer off that has begun."""
        self._refused = self.close_connection = True
        if self.response_length:
            self.connection.hang_up(whole=True)
            return
        if not self.request_id:
            self._begin_clock()
        self.code = status
        try:
            self._sendall(plain_answer(status, self.request_id))
        except GoneError:
            return  # who left need not be told

    def _hand_over(self, result: HandOver) -> None:
        """Send the beginning, and leave the socket to whoever goes on with it."""
        self.write(result.beginning)
        if self.command != "HEAD":
            self._handed_over = True
            result.take(Outgoing(self.connection.sock.detach()))

    def _stream(self, result: Any) -> None:
        for data in result:
            if data:
                self.write(data)
                give_way()
            if self.headers_sent and self.command == "HEAD":
                return
        if not self.headers_sent:
            self.write(b"")

    def _length_to_send(self) -> int | None:
        """Return how many body bytes must follow; None when only the end tells."""
        if self.code in _BODILESS:
            return 0
        declared = self.provided_content_length
        if declared is None and isinstance(self.result, list | tuple):
            declared = sum(map(len, self.result))
            self.response_headers.append((b"Content-Length", b"%d" % declared))
        if self.command == "HEAD":
            return 0
        if declared is not None:
            return int(declared)
        if self.request_version == "HTTP/1.1" and not isinstance(self.result, HandOver):
            self.response_use_chunked = True
            self.response_headers.append((b"Transfer-Encoding", b"chunked"))
        else:
            self.close_connection = True
        return None

    def _write_with_headers(self, data: bytes) -> None:
        self.wsgi_input.no_greeting()
        self.finalize_headers()
        self.headers_sent = True
        lines = [b"HTTP/1.1 " + (self.status or b"")]
        lines += [name + b": " + value for name, value in self.response_headers]
        lines.append(b"\r\n")
        framed = memoryview(self._framed(data))
        self._sendall(b"\r\n".join(lines) + framed[:BLOCK])
        self._sendall(framed[BLOCK:])

    def _write(self, data: bytes) -> None:
        self._sendall(self._framed(data))

    def _framed(self, data: bytes) -> bytes:
        if self.command == "HEAD" or not data:
            return b""
        if self.response_use_chunked:
            return b"%x\r\n%b\r\n" % (len(data), data)
        if self._owed is not None:
            if len(data) > self._owed:
                raise self.ApplicationError("the answer is longer than it said")
            self._owed -= len(data)
        return data

    def _sendall(self, data: bytes | memoryview) -> None:
        self.connection.send(data)
        self.response_length += len(data)


def _peer(address: Any) -> str:
    return str(address[0]) if isinstance(address, tuple) else ""
