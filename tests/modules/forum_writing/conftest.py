"""A served home with forums in which one can write."""

from __future__ import annotations

import pytest
from conftest import visited


@pytest.fixture(scope="module")
def shared(cast, tmp_path_factory):
    """A served home that all tests of a file share."""
    with visited(cast, tmp_path_factory.mktemp("shared") / "home") as served:
        yield served


@pytest.fixture(scope="module")
def robin(shared):
    """Robin, who owns the home; Seles is at the front."""
    return shared.as_("Robin")


@pytest.fixture(scope="module")
def call(robin):
    """`call("thread_show", thread=1)`: a verb of the forums, as Robin."""
    return lambda verb, **args: robin.call(f"forums.{verb}", **args).json()


@pytest.fixture
def thread(robin):
    """A thread that Seles began; its number."""
    fields = {"category": "1", "title": "Dinner", "text": "Soup?"}
    return int(robin.post("/forums/new", fields).to.rpartition("/")[2])


@pytest.fixture
def first(call, thread):
    """Its first post."""
    return call("thread_show", thread=thread)["posts"][0]["post"]
