"""The first page of the forums: categories, boards, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.showing import today

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/", needs="shared.read")
def index(ask: Ask) -> Answer:
    """Show every category and board, with how much is unread in each."""
    told = service.category_list(ask.house)
    waiting = service.waiting(ask.house)
    return ask.page("forums/index.html", **told, waiting=waiting, **today(ask.house))
