"""What our strict reading and one door cost: `/health` beside the tuned bare server."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from harness import finish, in_turn, new_home, percentile, report, serving

REQUEST = b"GET /health HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n"
REQUESTS = 200
CONNECTIONS = 32
CROWD_REQUESTS = 4_000
ROUNDS = 100
CROWDS = 7


def main():
    with bare() as tuned, new_home() as env, serving(env) as (_, url):
        ours = int(url.rpartition(":")[2])
        with connected(tuned) as theirs, connected(ours) as mine:
            plain, home = in_turn(lambda: ask(theirs), lambda: ask(mine), n=ROUNDS)
        share = plain[0] / home[0]
        report(
            "/health on one connection, of the tuned bare server",
            share,
            0.6,
            better="higher",
        )
        report("the same, requests a second", REQUESTS / home[0], unit="/s")
        # Whatever else the machine does makes a round worse, never better.
        spread, middle = min(crowd(ours) for _ in range(CROWDS))
        name = f"p99 at {CONNECTIONS} connections, of the median"
        report(name, spread, 5)
        report("that median", middle * 1000, unit="ms")
    finish()


@contextmanager
def bare():
    """Run the tuned bare server; yield its port."""
    program = Path(__file__).with_name("bare_server.py")
    server = subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE)
    try:
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()


@contextmanager
def connected(port):
    """Yield a connection to `port`."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield peer


def ask(peer):
    """Ask many times, one after the other."""
    for _ in range(REQUESTS):
        peer.sendall(REQUEST)
        answer = peer.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith(b"}")


def crowd(port):
    """Let many ask at once; return p99 / p50 of their waits, and p50 in seconds."""
    poll, waits, since, peers = select.epoll(), [], {}, {}
    for _ in range(CONNECTIONS):
        peer = socket.create_connection(("127.0.0.1", port))
        peers[peer.fileno()] = peer
        poll.register(peer, select.EPOLLIN)
        since[peer.fileno()] = time.perf_counter()
        peer.sendall(REQUEST)
    while len(waits) < CROWD_REQUESTS:
        for number, _ in poll.poll():
            assert peers[number].recv(65536).endswith(b"}")
            now = time.perf_counter()
            waits.append(now - since[number])
            since[number] = now
            peers[number].sendall(REQUEST)
    for peer in peers.values():
        peer.close()
    poll.close()
    waits.sort()
    middle = percentile(waits, 0.5)
    return percentile(waits, 0.99) / middle, middle


if __name__ == "__main__":
    main()
