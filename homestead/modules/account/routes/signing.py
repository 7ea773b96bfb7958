"""Signing in, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import PUBLIC, Routes
from homestead.modules.account import saying, visiting
from homestead.services import accounts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/sign-in", needs=PUBLIC)
def sign_in_page(ask: Ask) -> Answer:
    """Ask for name and password; who is signed in already is sent on."""
    if ask.asker.session and not ask.error:
        return ask.to(visiting.wanted(ask) or "/")
    return saying.page(
        ask,
        "sign_in.html",
        onward=visiting.wanted(ask),
        owned=accounts.has_owner(ask.house),
    )


@routes.post("/sign-in", needs=PUBLIC, form=sign_in_page)
def sign_in(ask: Ask) -> Answer:
    """Begin a session; one that was there before ends."""
    begun = accounts.sign_in(
        ask.house,
        name=ask.form.text("name"),
        password=ask.form.secret("password"),
        known=visiting.known(ask),
        **visiting.place(ask),
    )
    accounts.sign_out(ask.house)
    return visiting.signed_in(ask, begun, visiting.wanted(ask) or "/")


@routes.post("/sign-out", needs="account.own")
def sign_out(ask: Ask) -> Answer:
    """End the session of this browser."""
    accounts.sign_out(ask.house)
    return visiting.signed_out(ask, ask.url("account", "/sign-in", said="out"))
