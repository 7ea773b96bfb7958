"""Everybody: searched, narrowed to a group or tag, put in order, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import paging
from homestead.core.routes import Routes
from homestead.modules.alters import choices, forms
from homestead.services import alters, groups

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()
VIEWS = ("here", "archived", "removed")


@routes.get("/", needs="alter.read")
def everybody(ask: Ask) -> Answer:
    """Show who there is, as far as they are looked for."""
    view = ask.query.text("show")
    found = alters.list(ask.house, **forms.wanted(ask.query))["alters"]
    return ask.page(
        "alters/list.html",
        found=paging.part(ask, "alters", "/", found),
        groups=[("", "All groups"), *choices.tree(groups.list(ask.house)["groups"])],
        tags=[("", "All tags"), *choices.plain(alters.tags(ask.house)["tags"])],
        view=view if view in VIEWS else "here",
        query=ask.query,
    )


@routes.get("/order", needs="alter.edit")
def order(ask: Ask) -> Answer:
    """Show everybody with ways to move them."""
    found = alters.list(ask.house, archived=False)["alters"]
    return ask.page(
        "alters/order.html",
        found=paging.part(ask, "alters", "/order", found),
        page=ask.query.text("page"),
    )


@routes.post("/order", needs="alter.edit", form=order)
def move(ask: Ask) -> Answer:
    """Move somebody up or down."""
    form = ask.form
    alters.shift(ask.house, alter=form.text("alter"), by=form.number("by"))
    return ask.to(ask.url("alters", "/order", page=form.text("page") or None))


@routes.post("/restore", needs="alter.edit", form=everybody)
def restore(ask: Ask) -> Answer:
    """Bring back somebody who was removed."""
    alters.restore(ask.house, alter=ask.form.text("alter"))
    return ask.to(ask.url("alters", "/", show="removed"))
