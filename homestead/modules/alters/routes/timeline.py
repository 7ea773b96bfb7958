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


@routes.get("/timeline", needs="record.read")
def timeline(ask: Ask) -> Answer:
    """Show who was there when: a lane for each, a day to a year across."""
    asked = {name: ask.query.text(name) or None for name in _ASKED}
    lanes, as_table = ask.query.number("lanes", 24), ask.query.text("as") == "table"
    told = fronts.timeline(ask.house, **asked, lanes=lanes)
    shown = asked | {"lanes": ask.query.text("lanes") or None}
    shown |= {"as": "table" if as_table else None}
    entry = ask.url("alters", "/history/")
    return ask.page(
        "alters/timeline.html",
        told=told,
        asked=asked,
        picture=showing.picture(told, dates.today(ask.house.zone), entry),
        ways=showing.ways(partial(_link, ask, shown), told),
        as_table=as_table,
    )


def _link(ask: Ask, shown: dict[str, Any], **changes: Any) -> str:
    return ask.url("alters", "/timeline", **(shown | changes))
