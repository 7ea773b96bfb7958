"""API tokens: what lets a script or a widget in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.account import saying
from homestead.services import access, accounts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/tokens", needs="token.own")
def token_page(ask: Ask, secret: str = "") -> Answer:
    """Show one's tokens, the `secret` of one just made, and how to make another."""
    own = accounts.user_show(ask.house)["user"]
    return saying.page(
        ask,
        "tokens.html",
        tokens=accounts.token_list(ask.house, user=own["id"])["tokens"],
        scopes=access.useful_scopes(ask.asker.role),
        secret=secret,
    )


@routes.post("/tokens", needs="token.own", form=token_page)
def create(ask: Ask) -> Answer:
    """Make a token and show it, this once; never in an address."""
    made = accounts.token_create(
        ask.house,
        name=ask.form.text("name"),
        scopes=ask.form.all("scope"),
        days=ask.form.number("days", 0) or None,
    )
    return token_page(ask, secret=made["token"]["secret"])


@routes.post("/tokens/revoke", needs="token.own", form=token_page)
def revoke(ask: Ask) -> Answer:
    """Have a token open nothing any more."""
    accounts.token_revoke(ask.house, token=ask.form.text("token"))
    return saying.done(ask, "/tokens", "revoked")
