"""The list of things, with a form to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes

from .. import service

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/", needs="garden.read")
def things(ask: Ask) -> Answer:
    """Show the list."""
    return ask.page("garden/things.html", **service.listing(ask.house))


@routes.post("/", needs="garden.write", form=things)
def add(ask: Ask) -> Answer:
    """Add what is in the form."""
    service.add(ask.house, name=ask.form.text("name"))
    return ask.to(ask.url("garden"))


@routes.post("/remove", needs="garden.write")
def remove(ask: Ask) -> Answer:
    """Remove one of them."""
    service.remove(ask.house, thing=ask.form.number("thing"))
    return ask.to(ask.url("garden"))
