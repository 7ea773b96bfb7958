"""What every page is given: the home's words, who looks, and where things are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from homestead.core import look, templates, web
from homestead.core.database import Database
from homestead.core.house import NOBODY
from homestead.integration import wearing
from homestead.integration.keeping import ONCE
from homestead.integration.waiting import waiting
from homestead.services import access, changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from homestead.core.asking import Ask
    from homestead.core.errors import HomesteadError
    from homestead.core.house import House
    from homestead.core.static import Static
    from homestead.integration.rooms import Rooms

SHARED = "share"
"""The folder pages of no module are looked for in: only what all share."""

OWNED = "owned"
"""By which name the house keeps what knows of the owner's templates."""

_ICONS = 256
_PROGRAM = "Homestead"


class Pages:
    """The home's templates, with what they may use."""

    def __init__(self, house: House, rooms: Rooms, static: Static) -> None:
        self._rooms = rooms
        self._static = static
        self.templates = templates.Templates(
            house.paths.config,
            self._shared,
            looks=self._looks,
            told=_make_anew,
        )
        house.kept(OWNED, lambda: self.templates)

    def render_alter(self, ask: Ask, template: str, context: dict[str, Any]) -> str:
        """Return the page `template` makes of `context`, in the look that is worn."""
        folder = self._rooms.folder(ask.module) or SHARED
        tried = wearing.tried(ask, self._rooms.url)
        worn = tried or self.worn(ask)
        given = {**self._every_page(ask, worn), **context}
        page = self.templates.render(folder, template, given, worn.handle)
        if given["look"].calm:
            page = look.without_pictures(page)
        return wearing.only_to_look_at(page) if tried else page

    def worn(self, ask: Ask) -> wearing.Dress:
        """Return what a page wears for whoever asks."""
        if not self._looks():
            return wearing.Dress()
        return wearing.worn(ask.house, look.of(ask.environ))

    def _looks(self) -> str:
        """Return the folder of the looks that come with us; "" while it is closed."""
        return self._rooms.folder(wearing.MODULE) or ""

    def _shared(self, worn: str) -> dict[str, Any]:
        """Return what every template may use, as `worn` wears it."""

        def address(name: str) -> str:
            return self._static.url(name, worn)

        @lru_cache(_ICONS)
        def drawn(sheet: str, name: str) -> Markup:
            return templates.icon(sheet, name)

        def icon(name: str) -> Markup:
            return drawn(address("icons.svg"), name)

        return {"url": self._rooms.url, "static": address, "icon": icon, "once": _once}

    def error(self, ask: Ask, error: HomesteadError) -> str:
        """Return the page that tells of an error and where to go."""
        context = {"error": error, "title": web.title(error.status)}
        return self.render_alter(ask, "error.html", context)

    def _every_page(self, ask: Ask, worn: wearing.Dress) -> dict[str, Any]:
        house, asker = ask.house, ask.asker
        return {
            "words": house.terms,
            "say": house.terms.fill,
            "asker": asker,
            "may": lambda permission: access.may(asker, permission),
            "home_name": _name(house),
            "nav": self._navigation(ask),
            "did": _did(ask),
            "look": look.of(ask.environ),
            "worn": worn,
            "path": ask.path,
            "back_here": _back_here(ask),
            "left_simple": _asked(ask, look.LEFT) == "simple",
            "error": ask.error,
            "given": ask.given,
            "heard": ask.environ["homestead.since"],
            "drawn": self.templates.drawn(worn.handle),
            # Asked as the page is made: some are found not to work only then.
            "broken": lambda: self._is_broken(ask),
            "waits": lambda: waiting(house),
            "request_id": ask.environ.get("homestead.request_id", ""),
        }

    def _is_broken(self, ask: Ask) -> bool:
        """Tell who can mend them whether templates of the owner's do not work."""
        faults = self.templates.faults
        mends = access.may(ask.asker, "home.manage")
        return bool(faults and mends and self._looks())

    def _navigation(self, ask: Ask) -> list[dict[str, Any]]:
        """Return the places this asker may go to: title, href, icon, current."""
        places: list[dict[str, Any]] = []
        covered: list[int] = []
        few = look.of(ask.environ).simple
        for name, entry in self._rooms.entries():
            if not access.may(ask.asker, entry.needs) or (few and not entry.simple):
                continue
            href = self._rooms.url(name, entry.path)
            title = ask.house.terms.fill(entry.title)
            places.append({"title": title, "href": href, "icon": entry.icon})
            below = (self._rooms.url(name, path) for path in entry.covers)
            covered.append(max(_covered(ask.path, href, below)))
        for place, length in zip(places, covered, strict=True):
            place["current"] = length > 0 and length == max(covered)
        return places


def _covered(path: str, href: str, below: Iterable[str]) -> Iterator[int]:
    """Yield how much of a path a place covers; one is at what covers most."""
    yield len(href) if path == href else 0
    for start in below:
        if f"{path}/".startswith(f"{start.rstrip('/')}/"):
            yield len(start)


def _make_anew() -> None:
    """Have pages that were kept made anew: they may have to tell of something."""
    Database.commits += 1


def _once() -> str:
    return ONCE


def _name(house: House) -> str:
    """Return what the home is called: as set, as its system is, or the program.

    A stranger at the door is not told whose home it is, nor a guest what the system is
    called unless that is public.
    """
    if house.asker.role == NOBODY.role:
        return _PROGRAM
    found = house.config["home.name"] or house.app.value(
        "SELECT name FROM system WHERE ? OR privacy = 'public' ORDER BY id LIMIT 1",
        (access.may(house.asker, "alter.read"),),
    )
    return str(found or _PROGRAM)


def _asked(ask: Ask, name: str) -> str:
    return str(parse_qs(ask.environ.get("QUERY_STRING", "")).get(name, [""])[-1])


def _back_here(ask: Ask) -> str:
    """Return where a browser gets this page again; what a form sent is sent no more."""
    if ask.method == "GET":
        return ask.path
    return urlsplit(ask.header("Referer")).path or "/"


def _did(ask: Ask) -> dict[str, Any] | None:
    """Return the change this page tells of: `{"id", "summary", "undone"}`, or None."""
    asked = _asked(ask, "did")
    if not (asked.isascii() and asked.isdigit()):
        return None
    return changes.told_to(ask.house, int(asked[:18]))
