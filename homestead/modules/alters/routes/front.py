"""The first page: who is here, and the switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.routes import Routes
from homestead.services import access, fronts
from homestead.services.fronts.moments import local

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask
    from homestead.core.house import House

routes = Routes()

SHOWN = 10
"""How many of those who may come next stand on the page at first."""


@routes.get("/front", needs="shared.read")
def front(ask: Ask) -> Answer:
    """Show who is here, and who may come next; a guest sees what is shared."""
    house = ask.house
    if not access.may(ask.asker, "front.read"):
        here = _with_times(house, fronts.shared(house)["fronting"])
        return ask.page("alters/shared.html", here=here)
    find = ask.query.text("find")
    limit = None if find or ask.query.flag("all") else SHOWN
    told = fronts.current(house)
    coming = fronts.coming(house, find=find, limit=limit)
    return ask.page(
        "alters/index.html",
        here=_with_times(house, told["fronting"]),
        nobody_since=_since(house, told["since"]),
        others=coming["alters"],
        custom=coming["custom"],
        find=find,
    )


@routes.post("/front", needs="front.switch", form=front)
def switch(ask: Ask) -> Answer:
    """Make exactly those who were chosen be here."""
    fronts.switch(ask.house, alters=ask.form.all("alter"), at=_at(ask))
    return ask.to("/")


@routes.post("/front/add", needs="front.switch", form=front)
def add(ask: Ask) -> Answer:
    """Let somebody come beside whoever is here."""
    fronts.add(ask.house, alters=ask.form.all("alter"), at=_at(ask))
    return ask.to("/")


@routes.post("/front/remove", needs="front.switch", form=front)
def remove(ask: Ask) -> Answer:
    """Let somebody leave."""
    fronts.remove(ask.house, alters=ask.form.all("alter"), at=_at(ask))
    return ask.to("/")


@routes.post("/front/out", needs="front.switch", form=front)
def out(ask: Ask) -> Answer:
    """Let everybody leave."""
    fronts.out(ask.house, at=_at(ask))
    return ask.to("/")


@routes.post("/front/shift", needs="front.switch", form=front)
def shift(ask: Ask) -> Answer:
    """Let the last switch have been at another time."""
    fronts.shift(ask.house, at=_at(ask) or "")
    return ask.to("/")


@routes.post("/front/about", needs="front.switch", form=front)
def about(ask: Ask) -> Answer:
    """Say how near somebody who is here is, and what they say."""
    form = ask.form
    fronts.add(
        ask.house,
        alters=form.all("alter"),
        tier=form.text("tier") or None,
        status=form.text("status"),
    )
    return ask.to("/")


def _at(ask: Ask) -> str | None:
    """Return when it was, as written or as chosen; None for now."""
    return ask.form.text("at") or ask.form.text("ago") or None


def _with_times(house: House, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one | {"when": _since(house, one["since"])} for one in people]


def _since(house: House, iso: str | None) -> dict[str, str] | None:
    """Return a moment for people: `iso`, what a clock showed, and how long ago."""
    if iso is None:
        return None
    now, then = clock.now(), clock.moment(iso)
    clock_time = local(then, now, house.zone)
    return {"iso": iso, "clock": clock_time, "lasted": clock.span(now - then)}
