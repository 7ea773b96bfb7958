"""Visitors of a home, and a home nobody owns yet."""

from __future__ import annotations

import re

import pytest
from conftest import serving, surroundings, visited
from visiting import PASSWORDS, Visitor


@pytest.fixture
def robin(served):
    return served.as_("Robin")


@pytest.fixture
def kit(served):
    return served.as_("Kit")


@pytest.fixture
def stranger(served):
    """A browser that was never here."""
    return Visitor(served.url)


@pytest.fixture
def enter(served):
    """Sign somebody in by the form: `enter("Kit")`; their browser."""

    def sign_in(name, visitor=None, **headers):
        visitor = visitor or Visitor(served.url)
        fields = {"name": name, "password": PASSWORDS[name]}
        assert visitor.post("/account/sign-in", fields, **headers).status == 303
        return visitor

    return sign_in


@pytest.fixture(scope="module")
def unchanged(cast, tmp_path_factory):
    """One home for all tests of a file that are refused and so change nothing."""
    with visited(cast, tmp_path_factory.mktemp("unchanged") / "home") as served:
        yield served


@pytest.fixture
def same_robin(unchanged):
    return unchanged.as_("Robin")


@pytest.fixture
def same_kit(unchanged):
    return unchanged.as_("Kit")


@pytest.fixture
def same_stranger(unchanged):
    return Visitor(unchanged.url)


class New:
    """A home that has just been started for the first time."""

    def __init__(self, environment):
        self._environment = environment

    def __enter__(self):
        self._served = serving(self._environment)
        self.url = self._served.__enter__()
        said = self._served.process.stderr
        self.link = next(found for line in said if (found := link_in(line)))
        return self

    def __exit__(self, *error):
        self._served.__exit__(*error)

    def visitor(self):
        return Visitor(self.url)


def link_in(text):
    """Return the path of the one-time link in what the program says."""
    found = re.search(r"http://\S+(/account/first/[\w-]{43})\b", text)
    return found and found[1]


@pytest.fixture(scope="module")
def still_new(tmp_path_factory):
    """One such home for all tests of a file that leave it without an owner."""
    with New(surroundings(tmp_path_factory.mktemp("new") / "home")) as started:
        yield started


@pytest.fixture
def new(environment):
    """A home nobody owns yet; `new.link` is the path of its one-time link."""
    with New(environment) as started:
        yield started
