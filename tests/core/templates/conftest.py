"""Templates of the owner's in a folder of their own, and pages made of them."""

from __future__ import annotations

import pytest

from homestead.core.templates import Templates

ROWS = [{"name": name, "at": at} for at, name in enumerate(("Seles", "Dexen", "Yuki"))]


class Own:
    """The owner's folder: `own.put("a.html", "…")`, then `own.page("a.html")`."""

    def __init__(self, place):
        self.folder = place / "config" / "templates"
        self.module = place / "module"
        self.looks = place / "template"
        self.news = 0
        self.folder.mkdir(parents=True)
        self.templates = Templates(
            str(place / "config"),
            lambda worn: {"worn_by": worn},
            looks=lambda: str(self.looks),
            told=self._told,
        )

    def _told(self):
        self.news += 1

    def put(self, name, text, *, within=None):
        file = (within or self.folder) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.look()

    def ours(self, name, text):
        self.put(f"templates/{name}", text, within=self.module)

    def look(self):
        if self.templates.own.look():
            self.templates.changed()

    def page(self, name, worn="", **context):
        context = {"rows": ROWS, "text": "<b>", "call": str, **context}
        return self.templates.render(str(self.module), name, context, worn)

    def broken(self):
        return [tuple(each)[:3] for each in self.templates.check()]


@pytest.fixture
def own(tmp_path):
    return Own(tmp_path)


@pytest.fixture
def tried(own):
    """Make a page of this text, with ours behind it; return what was wrong with it."""
    own.ours("page.html", "ours")

    def make(text, **context):
        own.put("page.html", text)
        page = own.page("page.html", **context)
        faults = list(own.templates.faults)
        assert (page == "ours") == bool(faults), (page[:80], faults)
        return faults[0] if faults else None

    return make
