"""One's own page: name, whom one acts as, where one is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.account import saying
from homestead.services import access, accounts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/", needs="account.own")
def you(ask: Ask) -> Answer:
    """Show the account of whoever asks."""
    return saying.page(
        ask,
        "you.html",
        user=accounts.user_show(ask.house)["user"],
        sessions=accounts.session_list(ask.house)["sessions"],
        acting=accounts.acting_choice(ask.house)
        if access.may(ask.asker, "alter.read")
        else None,
    )


@routes.post("/acting", needs="account.own", form=you)
def act(ask: Ask) -> Answer:
    """Act as the chosen alter from now on, or as whoever fronts; then go `back`."""
    accounts.act_as(ask.house, alter=ask.form.text("alter") or None)
    return ask.to(ask.back(ask.url("account", "/", said="acting")))


@routes.post("/name", needs="account.own", form=you)
def rename(ask: Ask) -> Answer:
    """Change one's own name."""
    own = accounts.user_show(ask.house)["user"]
    accounts.user_rename(ask.house, user=own["id"], name=ask.form.text("name"))
    return saying.done(ask, "/", "named")
