"""How pages look in this browser: light or dark, the letters, calm, simple."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from homestead.core import look
from homestead.core.routes import PUBLIC, Routes

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/look", needs="account.own")
def show(ask: Ask) -> Answer:
    """Show what there is to choose from."""
    return ask.page("account/look.html")


@routes.post("/look", needs="account.own", form=show)
def choose(ask: Ask) -> Answer:
    """Keep what was chosen, in this browser."""
    on = {name: ask.form.flag(name) for name in look.SWITCHES}
    chosen = look.Look(ask.form.text("theme"), ask.form.text("font"), **on)
    onward = "/" if chosen.simple else ask.url("account", "/look")
    return _keeping(ask, chosen, onward)


@routes.post("/look/now", needs=PUBLIC)
def switch(ask: Ask) -> Answer:
    """Switch what is named on or off, and show the same page again.

    Anybody may: it is a choice of their browser's, at the door too.
    """
    form, chosen = ask.form, look.of(ask.environ)
    now = [
        form.flag(name) if name in form else getattr(chosen, name)
        for name in look.SWITCHES
    ]
    return _keeping(ask, look.Look(chosen.theme, chosen.font, *now), _same_page(ask))


def _same_page(ask: Ask) -> str:
    """Return the page the form was on, as narrowed down as it was.

    Who leaves large and simple pages is told so there, with the way back.
    """
    page, came = quote(ask.back()), urlsplit(ask.header("Referer"))
    asked = came.query.split("&") if came.query and came.path == page else []
    asked = [each for each in asked if not each.startswith(f"{look.LEFT}=")]
    if "simple" in ask.form and not ask.form.flag("simple"):
        asked.append(f"{look.LEFT}=simple")
    return page + "?" * bool(asked) + "&".join(asked)


def _keeping(ask: Ask, chosen: look.Look, onward: str) -> Answer:
    kept = look.kept(chosen)
    answer = ask.to(onward)
    return answer.with_cookie(look.COOKIE, kept, secure=ask.secure, seconds=look.KEPT)
