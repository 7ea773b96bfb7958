"""What a page costs: beside a bare server's, and in a large home beside a small one.

The front page of 50 alters, signed in, as a browser asks for it again and again; then
front page, history and a month's timeline with 500 alters and 200,000 fronts beside 10
and 1,000, each made anew (a switch of nobody's lies between). People switch as often
in both, so that a month of the one is a month of the other: the small home is new.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from bench_sizes import FIVE_YEARS, fill
from harness import finish, in_turn, new_home, report, serving

from homestead import app
from homestead.core import paths
from homestead.services import accounts

REQUESTS = 100
ROUNDS = 30
PASSWORD = "correct horse"
DAY = "2020-09-20"


def main():
    with new_home() as env:
        fill(env, 50, 1_000)
        session = robin(env)
        with serving(env) as (_, url):
            beside_bare_page("front page of 50 alters", url, session, "/")
    large_beside_small()
    finish()


def robin(env):
    """Make the owner of the home and sign them in; return the session."""
    home = app.open_home(paths.find(env["HOMESTEAD_HOME"]))
    with closing(home):
        accounts.user_add(home.house, name="Robin", password=PASSWORD, role="owner")
        return accounts.sign_in(home.house, name="Robin", password=PASSWORD)["session"]


def beside_bare_page(name, url, session, path, owed=(0.35, 0.6)):
    """Hold a page, and a 304 for it, against the bare server's answer of that size."""
    page = Asking(port_of(url), path, session)
    head, body = page.ask()
    tag = next(line for line in head.split(b"\r\n") if line.startswith(b"ETag"))
    again = Asking(port_of(url), path, session, b"If-None-Match" + tag[4:])
    for told, ours, size, least in (
        (name, page, len(body), owed[0]),
        ("304 of the same", again, 0, owed[1]),
    ):
        with bare(size) as port:
            theirs = Asking(port, "/", session)
            plain, home = in_turn(theirs.many, ours.many, n=ROUNDS)
            ratio = plain[0] / home[0]
            report(f"{told}, of the bare server", ratio, least, better="higher")
            report("the same, requests a second", REQUESTS / home[0], unit="/s")


def large_beside_small():
    with ExitStack() as held:
        asking = []
        for alters, fronts in ((500, 200_000), (10, 1_000)):
            env = held.enter_context(new_home())
            fill(env, alters, fronts, FIVE_YEARS * fronts // 200_000)
            session = robin(env)
            _, url = held.enter_context(serving(env))
            asking.append((port_of(url), session))
        for path in ("/", "/alters/history", f"/alters/timeline?zoom=month&at={DAY}"):
            runs = [
                Asking(port, path, session, fresh=True).once for port, session in asking
            ]
            large, small = in_turn(*runs, n=ROUNDS)
            report(f"{path}: large / small", large[0] / small[0], 1.5)
            report("the large one", large[0] * 1000, unit="ms")


def port_of(url):
    return int(url.rpartition(":")[2])


@contextmanager
def bare(size):
    """Run the tuned bare server with a body of that size; yield its port."""
    program = Path(__file__).with_name("bare_server.py")
    words = [sys.executable, program, str(size)]
    server = subprocess.Popen(words, stdout=subprocess.PIPE)
    try:
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()


class Asking:
    """One browser's connection, asking for one address.

    `fresh` asks for it under another address each time, so that it is made anew.
    """

    def __init__(self, port, path, session, *headers, fresh=False):
        self._peer = socket.create_connection(("127.0.0.1", port))
        self._peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = [b"Host: localhost", b"Cookie: homestead_session=" + session.encode()]
        self._rest = b"\r\n".join([*lines, *headers, b"", b""])
        self._path = path
        self._fresh = fresh
        self._asked = 0

    def many(self):
        for _ in range(REQUESTS):
            self.ask()

    @staticmethod
    def a_second(taken):
        """Return how many requests a second that is, by what `many` took."""
        return REQUESTS / taken

    def once(self):
        self.ask()

    def ask(self):
        """Ask once; return head and body."""
        self._asked += 1
        mark = "&" if "?" in self._path else "?"
        path = f"{self._path}{mark}n={self._asked}" if self._fresh else self._path
        self._peer.sendall(b"GET %b HTTP/1.1\r\n" % path.encode() + self._rest)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._peer.recv(65536)
        head, _, body = got.partition(b"\r\n\r\n")
        assert head.split(b" ")[1] in {b"200", b"304"}, head
        length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
        while b" 304 " not in head[:16] and len(body) < int(length):
            body += self._peer.recv(65536)
        return head, body


if __name__ == "__main__":
    main()
