"""Writes as fast as the disk lets it, for bench_writes: `writers.py FILE WRITERS`.

With one writer each write pays for its own sync; many, as in the daemon, share theirs.
Prints the durable writes a second.
"""

from __future__ import annotations

import sys
import time

from gevent import get_hub, monkey

monkey.patch_all()

import gevent  # noqa: E402 - patched first

from homestead.core.database import Database  # noqa: E402

SECONDS = 3


def aside(job):
    return get_hub().threadpool.apply(job)


def write(database, until, done):
    while time.monotonic() < until:
        with database.transaction() as tx:
            tx.run("INSERT INTO notes (text) VALUES ('a few words')")
        done.append(None)


def main(path, writers):
    database = Database(path, run_aside=aside)
    database._writer.execute("PRAGMA journal_mode = WAL")
    database._writer.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)")
    done = []
    until = time.monotonic() + SECONDS
    gevent.joinall([gevent.spawn(write, database, until, done) for _ in range(writers)])
    assert database.value("SELECT count(*) FROM notes") == len(done)
    print(len(done) / SECONDS)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
