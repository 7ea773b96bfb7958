"""The first visit: a link that works once makes the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import PUBLIC, Routes
from homestead.modules.account import visiting
from homestead.services import accounts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/first/<token>", needs=PUBLIC)
def first_page(ask: Ask, token: str) -> Answer:
    """Ask for the owner's name and password."""
    if not ask.error:
        accounts.invited(ask.house, token=token)
    return ask.page("account/first.html", owned=accounts.has_owner(ask.house))


@routes.post("/first/<token>", needs=PUBLIC, form=first_page)
def first(ask: Ask, token: str) -> Answer:
    """Make the owner, and sign them in."""
    begun = accounts.claim(
        ask.house,
        token=token,
        name=ask.form.text("name"),
        password=ask.form.secret("password"),
        **visiting.place(ask),
    )
    return visiting.signed_in(ask, begun, ask.url("account", "/welcome"))


@routes.get("/welcome", needs="account.own")
def welcome(ask: Ask) -> Answer:
    """Offer the ways to begin."""
    return ask.page("account/welcome.html")
