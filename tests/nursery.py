"""Daemons for tests, each a copy of one that is loaded already.

Loading the program takes a third of a second or more, and hundreds of tests want a
daemon of their own. So one process loads it, as `homestead serve` does, and forks for
each test; the copy goes its way from the command line on. How a daemon starts from
nothing is for the tests of `conftest.serving`.

As a program it reads orders, `{"words": […], "env": {…}, "said": PATH}`, a line each,
and answers each with the number of the process.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

LOADED = (
    "homestead.cli.serve",
    "homestead.daemon",
    "homestead.modules.account.routes",
    "homestead.modules.alters.routes",
    "homestead.services.accounts.signing",
    "homestead.services.alters.listing",
    "homestead.services.changes.taking_back",
    "homestead.services.groups.listing",
    "homestead.services.fields.values",
    "homestead.services.fronts.live",
    "logging.handlers",
    "zoneinfo",
)


class Nursery:
    """The loaded process; `with nursery.daemon(env) as url:` has a copy serve."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()

    @contextmanager
    def daemon(self, env, said):
        """Run a daemon in `env` until the block ends; what it says goes to `said`."""
        words = ["homestead", "serve", "--port", "0"]
        order = {"words": words, "env": env, "said": str(said)}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        number = int(self._process.stdout.readline())
        try:
            yield _address(Path(said), number)
        finally:
            _end(number)


def _address(said, number):
    """Return where the daemon answers, once it says so."""
    deadline = time.monotonic() + 30
    while True:
        told = said.read_text() if said.exists() else ""
        for word in told.split():
            if word.startswith("http://") and told.endswith("\n"):
                return word
        assert _lives(number), told
        assert time.monotonic() < deadline, told
        time.sleep(0.005)


def _end(number):
    deadline = time.monotonic() + 20
    if _lives(number):
        os.kill(number, signal.SIGTERM)
    while _lives(number):
        assert time.monotonic() < deadline, "the daemon does not end"
        time.sleep(0.005)


def _lives(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def main():
    from homestead.core.server import patch

    patch.everything()
    import importlib

    from gevent.monkey import get_original

    for name in LOADED:
        importlib.import_module(name)
    fork = get_original("os", "fork")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the copies that end are forgotten
    for line in sys.stdin:
        order = json.loads(line)
        number = fork()
        if not number:
            _serve(order)
        print(number, flush=True)


def _serve(order):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    nothing = os.open(os.devnull, os.O_RDWR)
    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for descriptor, instead in ((0, nothing), (1, said), (2, said)):
        os.dup2(instead, descriptor)
    sys.argv = order["words"]
    from homestead.__main__ import main as homestead

    homestead()


if __name__ == "__main__":
    main()
