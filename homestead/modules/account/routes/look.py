"""How pages look in this browser: light or dark, and the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import look
from homestead.core.routes import Routes

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
    chosen = look.kept(ask.form.text("theme"), ask.form.text("font"))
    onward = ask.to(ask.url("account", "/look"))
    return onward.with_cookie(look.COOKIE, chosen, secure=ask.secure, seconds=look.KEPT)
