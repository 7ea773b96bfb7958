"""The record as a picture, and the same as a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from homestead.core.routes import Routes
from homestead.modules.alters.showing import dates
from homestead.modules.alters.showing import timeline as showing
from homestead.services import fronts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


_ASKED = ("zoom", "at", "since", "until", "alter")
_SHOWN = (*_ASKED, "lanes", "as")
_LANES = 24


@routes.get("/timeline", needs="record.read")
def timeline(ask: Ask) -> Answer:
    """Show who was there when: a lane for each, a day to a year across."""
    asked = {name: ask.query.text(name) or None for name in _ASKED}
    lanes = ask.query.number("lanes", _LANES)
    told = fronts.timeline(ask.house, **asked, lanes=lanes)
    today, entry = dates.today(ask.house.zone), ask.url("alters", "/history/")
    return ask.page(
        "alters/timeline.html",
        told=told,
        asked=asked,
        picture=showing.picture(told, today, entry),
        ways=showing.ways(partial(_link, ask), told),
        as_table=ask.query.text("as") == "table",
    )


def _link(ask: Ask, **changes: Any) -> str:
    """Return the address of this picture with some of it changed."""
    shown = {name: ask.query.text(name) or None for name in _SHOWN}
    return ask.url("alters", "/timeline", **(shown | changes))
