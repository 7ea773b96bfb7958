"""A client that says exactly what a test wants, and an application to say it to."""

import json
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import eventually

PATIENCE = 20  # seconds until a test gives up; no test waits that long when all is well

AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


def as_systemd(number, argv):
    """Return the command that runs `argv` with a listening socket handed over."""
    return [sys.executable, "-c", AS_SYSTEMD, str(number), *argv]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """One raw connection."""

    def __init__(self, address, source=None):
        if isinstance(address, str):
            self.sock = socket.socket(socket.AF_UNIX)
            self.sock.settimeout(PATIENCE)
            self.sock.connect(address)
        else:
            self.sock = socket.create_connection(
                tuple(address[:2]), PATIENCE, source and (source, 0)
            )
        self.file = self.sock.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.sock.close()

    def send(self, raw):
        self.sock.sendall(raw)
        return self

    def get(self, path, *lines, method="GET"):
        fields = "".join(line + "\r\n" for line in ("Host: localhost", *lines))
        return self.send(f"{method} {path} HTTP/1.1\r\n{fields}\r\n".encode("latin-1"))

    def answer(self, *, bodiless=False):
        """Read one answer, interim ones skipped."""
        status, headers = self.head()
        while status == 100:
            status, headers = self.head()
        body = b"" if bodiless or status in {204, 304} else self._body(headers)
        return Answer(status, headers, body)

    def head(self):
        version, status, _ = self.file.readline().decode("latin-1").split(" ", 2)
        assert version == "HTTP/1.1"
        headers = {}
        while (line := self.file.readline()) != b"\r\n":
            name, value = line.decode("latin-1").rstrip("\r\n").split(": ", 1)
            assert name.lower() not in headers
            headers[name.lower()] = value
        return int(status), headers

    def _body(self, headers):
        if "content-length" in headers:
            return self.file.read(int(headers["content-length"]))
        if headers.get("transfer-encoding") == "chunked":
            return b"".join(self.chunks())
        return self.file.read()

    def chunks(self):
        while size := int(self.file.readline(), 16):
            yield self.file.read(size)
            assert self.file.readline() == b"\r\n"
        assert self.file.readline() == b"\r\n"

    def rest(self):
        """Read until the server closes; what is left of a reset connection is lost."""
        try:
            return self.file.read()
        except ConnectionResetError:
            return b""


@contextmanager
def starting(kind, folder):
    """Give what starts servers of a kind, as many as a test likes; all end with it."""
    with ExitStack() as stack:

        def start(**options):
            served = kind(folder, **options)
            stack.callback(served.close)
            return served

        yield start


class Served:
    """`served_app.py` in a process of its own."""

    program = Path(__file__).with_name("served_app.py")

    def __init__(self, folder, **options):
        self.folder = folder
        self._stderr = (folder / "stderr").open("w")
        self.process = subprocess.Popen(
            self.command({"folder": str(folder), **options}),
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            pass_fds=[options["fd"]] if "fd" in options else [],
        )
        self.address = json.loads(self.process.stdout.readline())

    def command(self, options):
        argv = [sys.executable, str(self.program), json.dumps(options)]
        if "fd" not in options:
            return argv
        return as_systemd(options["fd"], argv)

    def client(self, **options):
        return Client(self.address, **options)

    def get(self, path, *lines, method="GET"):
        with self.client() as client:
            answer = client.get(path, *lines, "Connection: close", method=method)
            return answer.answer(bodiless=method == "HEAD")

    def say(self, raw):
        """Send raw bytes, and nothing more; return all that comes back."""
        with self.client() as client:
            client.send(raw).sock.shutdown(socket.SHUT_WR)
            return client.rest()

    def told(self, name):
        """Return the lines of a log, each parsed."""
        path = self.folder / name
        text = path.read_text() if path.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    def access(self, request_id):
        """Return what the access log says of one request, once it does."""
        return eventually(
            lambda: [a for a in self.told("access") if a["request_id"] == request_id]
        )[0]

    def complaints(self):
        return (self.folder / "stderr").read_text()

    def until_held(self, count):
        """Wait until so many requests are being held."""
        eventually(lambda: self.get("/held").body == str(count).encode())

    def release(self):
        (self.folder / "release").touch()

    def terminate(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self

    def ended(self):
        return self.process.wait(PATIENCE)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        self._stderr.close()
