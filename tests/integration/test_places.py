"""The navigation says where one is, at one place and no other."""

from __future__ import annotations

import re

import pytest

WHERE = [
    ("/", "Here"),
    ("/alters/front", "Here"),
    ("/alters/", "Alters"),
    ("/alters/seles", "Alters"),
    ("/alters/seles/edit", "Alters"),
    ("/alters/groups", "Alters"),
    ("/alters/history", "Record"),
    ("/alters/history/add", "Record"),
    ("/account/", "You"),
    ("/account/tokens", "You"),
]


@pytest.mark.parametrize(("path", "title"), WHERE)
def test_a_page_is_at_one_place(served, path, title):
    text = served.as_("Robin").get(path).text
    ways = text.partition('<nav class="ways"')[2].partition("</nav>")[0]
    here = re.findall(r'aria-current="page"[^>]*>.*?<span>(\w+)</span>', ways)
    assert set(here) == {title}
