"""Time at the front, added up: how much, when, with whom, day by day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from homestead.core.routes import Routes
from homestead.modules.alters.showing import dates
from homestead.modules.alters.showing import statistics as showing
from homestead.services import fronts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/statistics", needs="record.read")
def statistics(ask: Ask) -> Answer:
    """Show how the time was spent."""
    alter, span = ask.query.text("alter") or None, ask.query.text("span")
    asked = showing.bounds(span, ask.query.text("since"), ask.query.text("until"))
    told = fronts.stats(ask.house, **asked, alter=alter)
    how = {"since": showing.calendar_since(told), "until": asked["until"]}
    days = fronts.calendar(ask.house, **how, alter=alter)["days"]
    return ask.page(
        "alters/statistics.html",
        **showing.page(told, days, dates.today(ask.house.zone)),
        asked=asked | {"alter": alter, "span": span or None},
        spans=showing.spans(partial(_link, ask, alter), asked, span),
    )


def _link(ask: Ask, alter: str | None, **changes: Any) -> str:
    return ask.url("alters", "/statistics", alter=alter, **changes)
