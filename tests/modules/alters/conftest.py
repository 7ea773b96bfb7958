"""A served home whose record can be looked at and put right."""

from __future__ import annotations

import html
import re

import pytest
from conftest import visited


@pytest.fixture
def robin(served):
    return served.as_("Robin")


@pytest.fixture(scope="module")
def shared(cast, tmp_path_factory):
    """Robin in a served home that all tests of a file share."""
    with visited(cast, tmp_path_factory.mktemp("shared") / "home") as served:
        yield served.as_("Robin")


@pytest.fixture(scope="module")
def unchanged(shared):
    """Robin in that home, for tests that change nothing of its record."""
    yield shared
    assert shared.call("fronts.history").json()["total"] == 1


@pytest.fixture
def kit(served):
    return served.as_("Kit")


def boxes(page, form="edit"):
    """Return what the boxes of a form on a page would send, by name."""
    part = re.search(rf'<form id="{form}".*?</form>', page, re.DOTALL)[0]
    found = {}
    for box in re.findall(r"<input[^>]*>", part):
        name, value = (
            re.search(rf'\b{key}="([^"]*)"', box) for key in ("name", "value")
        )
        found[name[1]] = html.unescape(value[1]) if value else ""
    for name, options in re.findall(
        r'<select[^>]*name="(\w+)".*?>(.*?)</select>', part
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


@pytest.fixture
def filled():
    """`filled(page)`: what the entry's form would send as it stands there."""
    return boxes


def words(page):
    """Return what is to be read on a page."""
    main = page.partition("<main")[2].partition(">")[2].split("</main>")[0]
    text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())
    return re.sub(r" ([,.;:])", r"\1", text)


@pytest.fixture
def read():
    """`read(page)`: its words, without the markup."""
    return words
