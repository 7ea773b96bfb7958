"""The forms of a page, as a browser would send them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple


class Form(NamedTuple):
    """One form: where it goes and what it would send untouched."""

    action: str
    method: str
    fields: tuple[tuple[str, str], ...]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []
        self._open = None
        self._select = self._area = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = (given.get("action", ""), given.get("method", "get"), [])
        elif self._open is None or "disabled" in given:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "button" and given.get("name"):
            self._add(given["name"], given.get("value", ""))
        elif tag == "select":
            self._select = given.get("name", "")
            self._add(self._select, "")
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value", ""))
        elif tag == "textarea":
            self._area = (given.get("name", ""), [])

    def handle_data(self, data):
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag):
        if tag == "form" and self._open:
            action, method, fields = self._open
            self.forms.append(Form(action, method.lower(), tuple(fields)))
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area:
            self._add(self._area[0], "".join(self._area[1]))
            self._area = None

    def _input(self, given):
        kind = given.get("type", "text")
        if kind in {"checkbox", "radio"} and "checked" not in given:
            self._add(given.get("name", ""), "")
        elif kind not in {"submit", "button", "file"}:
            self._add(given.get("name", ""), given.get("value", ""))

    def _add(self, name, value):
        if name and self._open:
            self._open[2].append((name, value))


def of(page):
    """Return the forms in a page's text."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
