"""Homes for the doctor to look at."""

from __future__ import annotations

import os
from contextlib import closing

import pytest

from homestead import app
from homestead.core import paths
from homestead.services import doctor


@pytest.fixture(autouse=True)
def _no_variables(no_variables):
    """The doctor looks at this test's home alone."""


@pytest.fixture(autouse=True)
def _umask():
    """Make files as the program does, for their owner alone."""
    old = os.umask(0o077)
    yield
    os.umask(old)


@pytest.fixture
def found(home):
    """Where the home of this test is; nothing is there yet."""
    return paths.find(str(home))


@pytest.fixture
def made(found):
    """A sound home that has been used, closed again."""
    with closing(app.open_home(found)) as opened:
        opened.call("alters.add", {"name": "Seles"})
    return found


@pytest.fixture
def look():
    """Return what a single check finds."""

    def look_at(name, where):
        return [
            each for each in doctor.examine(where)["checks"] if each["name"] == name
        ]

    return look_at


@pytest.fixture
def wrong(look):
    """Return the one thing that a check finds, which is not "ok"."""

    def wrong_with(name, where):
        (finding,) = look(name, where)
        assert finding["state"] != "ok"
        return finding

    return wrong_with
