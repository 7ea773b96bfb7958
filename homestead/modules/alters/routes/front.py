"""The first page: who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.services import fronts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/front", needs="front.read")
def front(ask: Ask) -> Answer:
    """Show who is at the front."""
    return ask.page("alters/front.html", here=fronts.current(ask.house)["fronting"])


@routes.post("/front", needs="front.switch", form=front)
def switch(ask: Ask) -> Answer:
    """Switch to whoever was chosen."""
    fronts.switch(ask.house, alters=ask.form.all("alter"))
    return ask.to("/")
