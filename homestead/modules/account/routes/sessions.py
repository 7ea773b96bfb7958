"""Where one is signed in, and ending that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.account import saying
from homestead.modules.account.routes.you import you
from homestead.services import accounts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.post("/sessions/end", needs="account.own", form=you)
def end(ask: Ask) -> Answer:
    """Sign one browser out."""
    accounts.session_revoke(ask.house, session=ask.form.text("session"))
    return saying.done(ask, "/", "ended")


@routes.post("/sessions/end-others", needs="account.own", form=you)
def end_others(ask: Ask) -> Answer:
    """Sign every browser out but this one."""
    accounts.session_revoke(ask.house)
    return saying.done(ask, "/", "ended-others")
