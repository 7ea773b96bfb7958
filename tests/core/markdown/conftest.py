"""A text with all it could point to around it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from homestead.core.markdown import posts
from homestead.core.markdown.surroundings import Surroundings, Target, Upload

AROUND = Surroundings(
    mention={
        "seles": Target("/alters/seles", "@Seles", "alter"),
        "littles": Target("/alters/groups/littles", "@The littles", "group"),
    }.get,
    link={
        "#3": Target("/forums/threads/3", "The plan"),
        "#3/12": Target("/forums/posts/12", "Rain"),
    }.get,
    upload={
        "cat": Upload("/forums/files/1", "cat.jpg", "/forums/files/1/small", 400, 300),
        "plan": Upload("/forums/files/2", "plan.pdf"),
    }.get,
)


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="session")
def look():
    """`look(text)`: the HTML of a text that knows Seles, a thread, a cat."""
    return lambda text: str(posts.written(text, AROUND).html)


@pytest.fixture(scope="session")
def written():
    """`written(text)`: all that was made of it."""
    return lambda text: posts.written(text, AROUND)


@pytest.fixture(scope="session")
def elements():
    """`elements(html)`: the (tag, attributes) a browser would make of it."""
    return lambda html: Elements(html).found
