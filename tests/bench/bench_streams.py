"""What five hundred open pages cost, and how soon a switch reaches them all."""

from __future__ import annotations

import http.client
import json
import select
import socket
import time
from contextlib import closing, contextmanager
from itertools import cycle

import psutil
from harness import finish, new_home, percentile, report, serving

from homestead import app
from homestead.core import paths
from homestead.services import accounts, alters

STREAMS = 500
USERS = 10
SWITCHES = 40


def main():
    with new_home() as env:
        sessions = inhabited(env["HOMESTEAD_HOME"])
        with serving(env) as (daemon, url):
            port = int(url.rpartition(":")[2])
            process = psutil.Process(daemon.pid)
            with listening(port, sessions[:1]):
                pass  # what the first stream loads is not every stream's
            before = process.memory_info().rss
            with listening(port, sessions * (STREAMS // USERS)) as pages:
                memory = process.memory_info().rss - before
                waits = sorted(
                    wait for _ in range(SWITCHES) for wait in follow(port, pages)
                )
    report(
        f"memory of one of {STREAMS} streams", memory / STREAMS / 1024, 25, unit="KB"
    )
    report(
        "a switch reaches them all, p99", percentile(waits, 0.99) * 1000, 250, unit="ms"
    )
    report("the same, median", percentile(waits, 0.5) * 1000, unit="ms")
    finish()


def inhabited(place):
    """Make a home with somebody in it; return a session of each of its users."""
    with closing(app.open_home(paths.find(place))) as home:
        for name in ("Seles", "Dexen"):
            alters.add(home.house, name=name)
        return [signed_in(home.house, f"Kit {number}") for number in range(USERS)]


def signed_in(house, name):
    given = {"name": name, "password": "battery staple"}
    accounts.user_add(house, role="owner", **given)
    return accounts.sign_in(house, **given)["session"]


@contextmanager
def listening(port, sessions):
    """Yield a page that listens for each of `sessions`, all up to date."""
    pages = {}
    for session in sessions:
        peer = socket.create_connection(("127.0.0.1", port))
        peer.sendall(
            b"GET /events HTTP/1.1\r\nHost: localhost\r\n"
            b"Cookie: homestead_session=%b\r\n\r\n" % session.encode()
        )
        while b"event: hello" not in peer.recv(65536):
            pass
        pages[peer.fileno()] = (peer, session)
    try:
        yield pages
    finally:
        for peer, _ in pages.values():
            peer.close()


names = cycle(("seles", "dexen"))


def follow(port, pages):
    """Switch once; return how long it took each page to hear of it, in seconds."""
    _, session = next(iter(pages.values()))
    poll = select.epoll()
    for number in pages:
        poll.register(number, select.EPOLLIN)
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as asking:
        asking.connect()
        begun, waits = time.perf_counter(), []
        headers = {"Cookie": f"homestead_session={session}"}
        asking.request(
            "POST", "/api/fronts.switch", json.dumps({"alters": [next(names)]}), headers
        )
        while len(waits) < len(pages):
            for number, _ in poll.poll(5):
                if b"front.changed" in pages[number][0].recv(65536):
                    waits.append(time.perf_counter() - begun)
        assert asking.getresponse().status == 200
    poll.close()
    return waits


if __name__ == "__main__":
    main()
