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
    span, alter = ask.query.text("span"), ask.query.text("alter") or None
    asked = showing.bounds(span, ask.query.text("since"), ask.query.text("until"))
    told = fronts.stats(ask.house, **asked, alter=alter)
    since = showing.calendar_since(told)
    days = fronts.calendar(ask.house, since=since, until=asked["until"], alter=alter)
    return ask.page(
        "alters/statistics.html",
        told=told,
        asked=asked | {"alter": alter, "span": span or None},
        spans=showing.spans(partial(_link, ask, alter), asked, span),
        weeks=showing.calendar(days["days"], dates.today(ask.house.zone)),
        figures=showing.figures(told),
        charts=showing.charts(told),
    )


def _link(ask: Ask, alter: str | None, **changes: Any) -> str:
    return ask.url("alters", "/statistics", alter=alter, **changes)
