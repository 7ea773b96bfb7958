"""Searching what was written: words, and the fields that narrow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import HomesteadError
from homestead.core.routes import Routes
from homestead.modules.forums import seeking, service
from homestead.modules.forums.showing import today
from homestead.services import access
from homestead.services.people import people

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/search", needs="shared.read")
def search(ask: Ask) -> Answer:
    """Show what fits the words, best first or the newest first."""
    words, filters = _asked(ask)
    told = _found(ask, words, filters)
    categories = service.category_list(ask.house)["categories"]
    return ask.page(
        "forums/search.html",
        **told,
        words=words,
        filters={**filters, **_meant(told)},
        newest=ask.query.flag("newest"),
        asked=seeking.joined(words, filters),
        authors=_authors(ask),
        places=[(one["name"], one["name"]) for one in categories],
        since=ask.query.number("older", default=0) or None,
        **today(ask.house),
    )


def _asked(ask: Ask) -> tuple[str, dict[str, str]]:
    """Return the words and the filters; one that is typed counts before its field."""
    words, typed = seeking.split(ask.query.text("q"))
    fields = {name: ask.query.text(name) for name in seeking.FILTERS}
    return words, fields | typed


def _found(ask: Ask, words: str, filters: dict[str, str]) -> dict[str, Any]:
    """Return what was found; nothing, and why, where a filter makes no sense."""
    query = ask.query
    try:
        told: dict[str, Any] = service.search(
            ask.house,
            words=seeking.joined(words, filters),
            page=query.number("page", default=1),
            newest=query.flag("newest"),
            older=query.number("older", default=0) or None,
        )
    except HomesteadError as error:
        ask.error = error
        told = {"posts": [], "page": 1, "pages": 1, "found": 0, "meant": {}}
    return told


def _meant(told: dict[str, Any]) -> dict[str, str]:
    """Return the filters whose names were understood, however they were spelt."""
    author, place = (told["meant"].get(name) for name in ("author", "in"))
    return ({"author": author["alter"]} if author and author["alter"] else {}) | (
        {"in": place["name"]} if place else {}
    )


def _authors(ask: Ask) -> list[tuple[str, str]]:
    """Return who may have written what one reads: handle and name."""
    system = access.may(ask.house.asker, "post.read")
    return [
        (one.handle, one.name)
        for one in people(ask.house).everybody
        if one.is_alter and (system or one.public)
    ]
