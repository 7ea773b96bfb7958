"""Every answer leaves in one write: two would cost 40 ms on a slow day."""

from types import SimpleNamespace

import pytest
from gevent.event import Event

from homestead.core.server import heads
from homestead.core.server.handler import Handler
from homestead.core.server.limits import DEFAULTS


class Wire:
    """A reader and connection in one, without a network."""

    def __init__(self, request):
        self.connection = self
        self.sent = []
        self._request = request.encode()

    def head(self):
        return heads.parse(self._request, DEFAULTS)

    def send(self, data):
        self.sent += [bytes(data)] if data else []

    def linger(self):
        self.sent.append("lingered")

    def hang_up(self, *, whole):
        self.sent.append("hung up whole" if whole else "hung up")


@pytest.fixture
def answer():
    """Have an application answer one request; return each write of the answer."""

    def answer(app, *, draining=False, method="GET"):
        wire = Wire(f"{method} / HTTP/1.1\r\nHost: localhost\r\n")
        server = SimpleNamespace(
            limits=DEFAULTS,
            application=app,
            draining=Event(),
            access_log=None,
            on_error=lambda *_: None,
            get_environ=dict,
            next_id=lambda: "a-1",
            date=lambda: b"Sat, 21 Nov 2026 09:00:00 GMT",
        )
        if draining:
            server.draining.set()
        handler = Handler(None, ("127.0.0.1", 1), server, rfile=wire)
        goes_on = handler.handle_one_request()
        return wire.sent, goes_on

    return answer


def saying(status, body, *headers):
    def app(environ, start_response):
        start_response(status, list(headers))
        return body

    return app


@pytest.mark.parametrize(
    ("status", "body", "end"),
    [
        ("200 OK", [b"hello"], b"hello"),
        ("200 OK", [b"he", b"llo"], b"hello"),
        ("200 OK", (b"hello",), b"hello"),
        ("200 OK", [b"x" * 65_536], b"x" * 65_536),
        ("200 OK", [], b"Content-Length: 0"),
        ("204 No Content", [], b""),
        ("304 Not Modified", [], b""),
        ("404 Not Found", [b""], b""),
    ],
)
def test_an_answer_leaves_in_one_write(answer, status, body, end):
    sent, goes_on = answer(saying(status, body))
    assert len(sent) == 1
    assert sent[0].startswith(f"HTTP/1.1 {status}\r\n".encode())
    assert end in sent[0]
    assert goes_on


def test_a_large_answer_is_not_copied_to_save_a_write(answer):
    (first, rest), _ = answer(saying("200 OK", [b"x" * 500_000]))
    assert first.endswith(b"\r\n\r\n" + b"x" * 65_536)
    assert rest == b"x" * (500_000 - 65_536)


def test_the_answer_is_exactly_this(answer):
    sent, _ = answer(saying("200 OK", [b"hello"], ("Content-Type", "text/plain")))
    assert sent[0] == (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
        b"Date: Sat, 21 Nov 2026 09:00:00 GMT\r\nX-Request-Id: a-1\r\n\r\nhello"
    )


def test_head_leaves_in_one_write_without_the_body(answer):
    sent, _ = answer(saying("200 OK", [b"hello"]), method="HEAD")
    assert len(sent) == 1
    assert sent[0].endswith(b"\r\n\r\n")


def test_a_generator_s_first_part_leaves_with_the_head(answer):
    sent, _ = answer(saying("200 OK", iter([b"one", b"two"])))
    assert len(sent) == 3
    assert sent[0].endswith(b"\r\n\r\n3\r\none\r\n")
    assert sent[1:] == [b"3\r\ntwo\r\n", b"0\r\n\r\n"]


def test_while_draining_every_answer_says_farewell(answer):
    app = saying("200 OK", [b"hello"], ("Connection", "keep-alive"))
    sent, goes_on = answer(app, draining=True)
    assert sent[0].count(b"Connection: ") == 1
    assert b"Connection: close\r\n" in sent[0]
    assert not goes_on


def test_a_refusal_leaves_in_one_write(answer):
    def app(environ, start_response):
        raise RuntimeError

    sent, goes_on = answer(app)
    assert sent[0].startswith(b"HTTP/1.1 500 Internal Server Error\r\n")
    assert sent[1:] == ["lingered"]
    assert not goes_on


def test_the_application_s_result_is_closed_whatever_happens(answer):
    closed = []

    class Result:
        def __iter__(self):
            raise RuntimeError

        def close(self):
            closed.append(True)

    answer(saying("200 OK", Result()))
    assert closed == [True]


def test_an_upgraded_connection_is_left_as_it_is(answer):
    sent, _ = answer(saying("101 Switching Protocols", [], ("Connection", "Upgrade")))
    assert b"Connection: Upgrade\r\n" in sent[0]
    assert b"Content-Length" not in sent[0]
