"""The house the tests live in: real homes, real programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import hypothesis
import pytest
import visiting
from nursery import Nursery

from homestead import app
from homestead.core import paths

if TYPE_CHECKING:
    from pathlib import Path

# No timed assertions: a busy machine is not a failing one.
hypothesis.settings.register_profile(
    "homestead",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("homestead")

PROGRAM = [sys.executable, "-m", "homestead"]


@dataclass(frozen=True)
class Ran:
    """What came of one command line."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        return json.loads(self.err)["error"]


def surroundings(home):
    """Return the environment of a home that is nobody else's."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HOMESTEAD_")}
    return {**kept, "HOMESTEAD_HOME": str(home), "TZ": "UTC", "COLUMNS": "100"}


@contextmanager
def visited(cast, home):
    """Serve a copy of the home of the cast at `home`, for many tests to share."""
    sessions = visiting.copied(cast, home)
    with serving(surroundings(home)) as url:
        yield visiting.Served(url, home, sessions)


@pytest.fixture
def home(tmp_path) -> Path:
    """Where the home of this test lies; nothing is there yet."""
    return tmp_path / "home"


@pytest.fixture
def environment(home) -> dict[str, str]:
    """The environment commands run in: this test's home and nobody else's."""
    return surroundings(home)


@pytest.fixture
def no_variables(monkeypatch):
    """Let the environment this test runs in say nothing of a home."""
    for name in [name for name in os.environ if name.startswith("HOMESTEAD_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def run(environment):
    """Run the real program: `run("front", "seles")`."""

    def run_program(*words, input=None, env=None, check=False):  # noqa: A002
        done = subprocess.run(
            [*PROGRAM, *map(str, words)],
            input=input,
            capture_output=True,
            text=True,
            env={**environment, **(env or {})},
            timeout=60,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run_program


@pytest.fixture
def opened(home):
    """The home opened in this process, as a command without a daemon opens it."""
    with closing(app.open_home(paths.find(str(home)))) as opened_home:
        yield opened_home


@pytest.fixture
def house(opened):
    """What services get, for tests that call them directly."""
    return opened.house


@pytest.fixture
def daemon(environment, home, nursery):
    """A real daemon at this test's home; yields where it answers."""
    with nursery.daemon(environment, home.with_name("daemon.said")) as url:
        yield url


@pytest.fixture(scope="session")
def nursery():
    """What daemons for tests are copied from."""
    loaded = Nursery()
    yield loaded
    loaded.close()


@pytest.fixture(scope="session")
def cast(tmp_path_factory):
    """A home with the cast in it, made once: where it lies, and their sessions."""
    place = tmp_path_factory.mktemp("cast") / "home"
    return place, visiting.cast_home(place)


@pytest.fixture
def served(cast, home, environment, nursery):
    """The home of the cast with a real daemon: `served.as_("Robin").get("/")`."""
    sessions = visiting.copied(cast, home)
    with nursery.daemon(environment, home.with_name("daemon.said")) as url:
        yield visiting.Served(url, home, sessions)


class serving:  # noqa: N801 - reads as a verb
    """`with serving(environment) as url:`: a real daemon on a free port."""

    def __init__(self, environment, *words):
        self._environment = environment
        self._words = words

    def __enter__(self):
        self.process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", "0", *self._words],
            env=self._environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        line = self.process.stderr.readline()
        assert "http://" in line, line + self.process.stderr.read()
        self.url = next(word for word in line.split() if word.startswith("http://"))
        with urllib.request.urlopen(f"{self.url}/health", timeout=10) as answer:
            assert answer.status == 200
        return self.url

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.said = self.process.stderr.read()
        self.process.stderr.close()


def eventually(holds, *, seconds=30):
    """Wait until `holds()` is true; fail when it does not come true."""
    deadline = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
    return found
