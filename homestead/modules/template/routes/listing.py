"""Everybody's look, and which is worn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import paging
from homestead.core.routes import Routes
from homestead.modules.template import service, showing
from homestead.services import access

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/", needs="alter.read")
def looks(ask: Ask) -> Answer:
    """Show whose looks there are."""
    mends = access.may(ask.asker, "home.manage")
    broken = service.broken(ask.house) if mends else None
    told = service.list(ask.house)
    found = paging.part(ask, "template", "/", told["looks"])
    # Mixing colours for the first time takes a moment.
    shown = ask.house.aside(lambda: showing.listed(told, found["part"]))
    return ask.page("template/looks.html", mending=broken, found=found, **shown)
