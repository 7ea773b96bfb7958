"""Everybody's look, and which is worn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.template import service, showing

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/", needs="alter.read")
def looks(ask: Ask) -> Answer:
    """Show whose looks there are."""
    return ask.page("template/looks.html", **showing.listed(service.list(ask.house)))
