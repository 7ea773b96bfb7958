"""Posts as fast as the disk lets it, for bench_forums: `posters.py HOME WRITERS`.

Prints the durable posts a second.
"""

from __future__ import annotations

import sys
import time

from gevent import get_hub, monkey

monkey.patch_all()

import gevent  # noqa: E402 - patched first

from homestead import app  # noqa: E402
from homestead.core import paths  # noqa: E402

SECONDS = 3


def aside(job):
    return get_hub().threadpool.apply(job)


def post(home, until, done):
    args = {"thread": 1, "text": "A few words, **some** loud.", "authors": ["seles"]}
    while time.monotonic() < until:
        home.call("forums.post_create", args)
        done.append(None)


def main(place, writers):
    home = app.open_home(paths.find(place), run_aside=aside)
    base = home.house.room("forums").database
    before = base.value("SELECT count(*) FROM posts")
    done = []
    until = time.monotonic() + SECONDS
    gevent.joinall([gevent.spawn(post, home, until, done) for _ in range(writers)])
    assert base.value("SELECT count(*) FROM posts") - before == len(done)
    home.close()
    print(len(done) / SECONDS)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
