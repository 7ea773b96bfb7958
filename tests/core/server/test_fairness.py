"""Whoever never stops asking does not keep the others waiting."""

import threading
from contextlib import suppress

import pytest

UPLOAD = b"POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
ASK_LARGE = b"GET /large?900000 HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Flood:
    """A client that sends the same without end, and reads what comes."""

    def __init__(self, client, first, then):
        self.client = client.send(first)
        self.then = then
        self.ended = False
        self.threads = [threading.Thread(target=t) for t in (self._send, self._read)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()

    def __exit__(self, *_):
        self.ended = True
        self.client.sock.shutdown(2)
        for thread in self.threads:
            thread.join()

    def _send(self):
        with suppress(OSError):
            while not self.ended:
                self.client.send(self.then)

    def _read(self):
        with suppress(OSError):
            while self.client.sock.recv(1_000_000):
                pass


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (UPLOAD, b"1\r\na\r\n" * 10_000),
        (UPLOAD.replace(b"/echo", b"/lines"), b"4000\r\n" + b"\n" * 0x4000 + b"\r\n"),
        (b"", ASK * 1_000),
        (b"", ASK_LARGE * 10),
    ],
    ids=["tiny chunks", "tiny lines", "requests", "large answers"],
)
def test_kit_is_answered_while_mallory_floods(serve, first, then):
    house = serve(limits={"body_bytes": 10**12})
    with house.client() as mallory, house.client() as kit, Flood(mallory, first, then):
        assert {kit.get("/").answer().status for _ in range(20)} == {200}
    assert house.complaints() == ""
