"""A feed as Atom (RFC 4287), for any feed reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import (
    Element,
    SubElement,
    register_namespace,
    tostring,
)

from homestead.core import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.house import House

KIND = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_HIDDEN = ('class="spoiler"', 'class="fold"')
"""What a feed reader would show at once that nobody has asked to see."""


def written(
    house: House, told: dict[str, Any], home: str, path: Callable[[str], str]
) -> bytes:
    """Return a feed that `feeding.entries` tells; `home` is where the home is.

    `path` gives the address of a page of the forums.
    """
    register_namespace("", _ATOM)
    feed = Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}base": f"{home}/"})
    where = {
        "thread": f"/{told['target']}",
        "category": f"/categories/{told['target']}",
    }
    page = home + path(where.get(told["kind"], "/"))
    newest = max((each["at"] for each in told["entries"]), default=clock.iso(0))
    _add(feed, "id", page)
    _add(feed, "title", told["title"])
    _add(feed, "updated", newest)
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    for each in told["entries"]:
        _entry(house, feed, each, home + path(f"/{each['thread']}/{each['post']}"))
    made: bytes = tostring(feed, "utf-8", xml_declaration=True)
    return made


def _entry(house: House, feed: Element, post: dict[str, Any], page: str) -> None:
    entry = SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", page)
    _add(entry, "title", post["title"])
    _add(entry, "published", post["at"])
    _add(entry, "updated", post["edited"] or post["at"])
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    for who in post["authors"]:
        _add(_add(entry, "author"), "name", who["name"])
    if any(sign in post["html"] for sign in _HIDDEN):
        _add(entry, "summary", _covered(house, post["text"]), type="text")
    else:
        _add(entry, "content", str(post["html"]), type="html")


def _covered(house: House, text: str) -> str:
    """Return what stands in a post before anything in it is opened."""
    from homestead.modules.forums import writing

    return writing.rendered_somehow(house, text).covered


def _add(above: Element, name: str, text: str = "", **more: str) -> Element:
    made = SubElement(above, f"{{{_ATOM}}}{name}", more)
    made.text = "".join(each for each in text if _is_xml(each)) or None
    return made


def _is_xml(letter: str) -> bool:
    """Tell whether XML can hold a letter at all."""
    return letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff")
