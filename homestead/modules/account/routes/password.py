"""Changing one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.account import saying
from homestead.services import accounts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/password", needs="account.own")
def password_page(ask: Ask) -> Answer:
    """Ask for the old password and a new one."""
    return saying.page(ask, "password.html")


@routes.post("/password", needs="account.own", form=password_page)
def change(ask: Ask) -> Answer:
    """Change the password; whoever else was signed in as oneself is not any more."""
    accounts.password_change(
        ask.house,
        current=ask.form.secret("current"),
        password=ask.form.secret("password"),
        revoke_tokens=ask.form.flag("revoke_tokens"),
    )
    return saying.done(ask, "/", "password")
