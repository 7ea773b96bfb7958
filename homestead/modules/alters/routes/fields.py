"""Custom fields: which there are, of which type, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.alters import forms
from homestead.services import fields

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/fields", needs="alter.read")
def everything(ask: Ask) -> Answer:
    """Show all fields."""
    return ask.page(
        "alters/fields.html",
        fields=fields.list(ask.house)["fields"],
        removed=fields.list(ask.house, removed=True)["fields"],
    )


@routes.post("/fields", needs="alter.edit", form=everything)
def move(ask: Ask) -> Answer:
    """Move a field up or down."""
    form = ask.form
    fields.shift(ask.house, field=form.text("field"), by=form.number("by"))
    return ask.to(ask.url("alters", "/fields"))


@routes.get("/fields/new", needs="alter.edit")
def new_page(ask: Ask) -> Answer:
    """Ask what the field is for."""
    return _form(ask, None)


@routes.post("/fields/new", needs="alter.edit", form=new_page)
def new(ask: Ask) -> Answer:
    """Add a field."""
    fields.add(ask.house, **forms.new(forms.field(ask.form)))
    return ask.to(ask.url("alters", "/fields"))


@routes.post("/fields/restore", needs="alter.edit", form=everything)
def restore(ask: Ask) -> Answer:
    """Bring back a field that was removed, with what was in it."""
    fields.restore(ask.house, field=ask.form.text("field"))
    return ask.to(ask.url("alters", "/fields"))


@routes.get("/fields/<field>", needs="alter.edit")
def edit_page(ask: Ask, field: str) -> Answer:
    """Show all that can be changed of a field."""
    return _form(ask, field)


@routes.post("/fields/<field>", needs="alter.edit", form=edit_page)
def edit(ask: Ask, field: str) -> Answer:
    """Change what was touched, if nobody else changed it meanwhile."""
    said, was = forms.field(ask.form), forms.field(ask.form, forms.WAS)
    fields.edit(ask.house, field=field, was=was, **said)
    return ask.to(ask.url("alters", "/fields"))


@routes.post("/fields/<field>/remove", needs="alter.edit", form=edit_page)
def remove(ask: Ask, field: str) -> Answer:
    """Remove a field with what is in it; it comes back whole."""
    fields.remove(ask.house, field=field)
    return ask.to(ask.url("alters", "/fields"))


def _form(ask: Ask, field: str | None) -> Answer:
    return ask.page(
        "alters/field_form.html",
        field=None if field is None else fields.show(ask.house, field=field),
        privacy=ask.house.config["home.privacy"],
    )
