"""What the pages of the forums are given besides what the service tells."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from homestead.core import clock, when
from homestead.core.errors import NotFoundError, NotPermittedError
from homestead.modules.forums.branches import grown

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.asking import Answer, Ask
    from homestead.core.house import House

    Handler = Callable[..., Answer]

REACTIONS = ("❤️", "👍", "🙂", "😂", "🎉", "🤗", "🙏", "👀", "😢", "✅", "❓", "🌱")
"""What one reacts with most; any other emoji can be written."""

_LONGEST_WAY = 40
"""Pages of a list one can go back over; before that, the newest."""


def today(house: House) -> dict[str, Any]:
    """Return which days are today and yesterday, for moments as people say them."""
    now = clock.now()
    days = {"today": now, "yesterday": now - clock.DAY}
    return {name: when.wall(at, house.zone)[:10] for name, at in days.items()}


def shown(ask: Ask, told: dict[str, Any]) -> dict[str, Any]:
    """Return what the page of a thread is made of.

    `line` is the number of the post above which stands what was new when the page was
    opened first, `here` the address that shows this very page again.
    """
    line = ask.query.number("from", default=0) or told["first_new"] or 0
    place = {"page": told.get("page"), "view": None}
    if told["view"] == "tree":
        place = {"view": "tree"} | {
            name: ask.query.text(name) or None
            for name in ("page", "after", "before", "post")
        }
    return {
        **told,
        "line": line,
        "place": place,
        "here": ask.url("forums", f"/{told['thread']['thread']}", **place)
        + ("&" if any(place.values()) else "?")
        + f"from={line}",
        "branches": grown(told["posts"]) if told["view"] == "tree" else [],
        "common": REACTIONS,
        **today(ask.house),
    }


def turned(ask: Ask, following: Any) -> dict[str, Any]:
    """Return the addresses of the pages of a list beside this one: `newer`, `older`.

    A list goes on from where a page ended (`before`); `past` is the way one came.
    """
    before, past = ask.query.text("before"), ask.query.text("past").split(" ")
    way = [each for each in past if each][-_LONGEST_WAY:]
    newer = older = None
    if before:
        said = {"before": way[-1], "past": " ".join(way[:-1])} if way else {}
        newer = _search(ask, {name: each for name, each in said.items() if each})
    if following:
        past_now = " ".join([*way, before] if before else way)
        older = _search(
            ask, {"before": following} | ({"past": past_now} if past_now else {})
        )
    return {"newer": newer, "older": older}


def _search(ask: Ask, given: dict[str, str]) -> str:
    return f"{ask.path}?{urlencode(given)}" if given else ask.path


def guided(handler: Handler) -> Handler:
    """Lead whoever asks for a thread to where it is, or to as whom they may read it."""

    @wraps(handler)
    def asked(ask: Ask, **parts: Any) -> Answer:
        try:
            return handler(ask, **parts)
        except NotFoundError as error:
            if "thread" not in error.fields:
                raise
            return ask.to(ask.url("forums", f"/{error.fields['thread']}"))
        except NotPermittedError as error:
            if "reader" not in error.fields:
                raise
            reader = error.fields["reader"]
            ask.error = error
            return ask.page("forums/not_yours.html", wanted=reader)

    return asked
