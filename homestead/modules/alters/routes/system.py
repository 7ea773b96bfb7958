"""All of us together: the system's own profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.errors import UsageError
from homestead.core.routes import Routes
from homestead.modules.alters import forms, writing
from homestead.services import system

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/system", needs="alter.read")
def profile(ask: Ask) -> Answer:
    """Show the system's profile."""
    told = system.show(ask.house)
    description = writing.html(ask, told["description"])
    return ask.page("alters/system.html", system=told, description=description)


@routes.get("/system/edit", needs="system.edit")
def edit_page(ask: Ask) -> Answer:
    """Show all that can be changed of it."""
    return ask.page("alters/system_form.html", system=system.show(ask.house))


@routes.post("/system/edit", needs="system.edit", form=edit_page)
def edit(ask: Ask) -> Answer:
    """Change what was touched, if nobody else changed it meanwhile."""
    said, was = forms.system(ask.form), forms.system(ask.form, forms.WAS)
    system.edit(ask.house, was=was, **said)
    return ask.to(ask.url("alters", "/system"))


@routes.get("/system/picture", needs="system.edit")
def choosing(ask: Ask) -> Answer:
    """Show the picture there is, and ask for another."""
    return ask.page("alters/system_picture.html", system=system.show(ask.house))


@routes.post("/system/picture", needs="system.edit", form=choosing)
def choose(ask: Ask) -> Answer:
    """Keep the picture that was sent."""
    files = ask.files("picture")[:1]
    if not files:
        raise UsageError("No picture was chosen.", hint="Choose one, then save.")
    system.avatar(ask.house, files=files, crop=forms.crop(ask))
    return ask.to(ask.url("alters", "/system"))


@routes.post("/system/picture/remove", needs="system.edit", form=choosing)
def take_away(ask: Ask) -> Answer:
    """Take the picture away."""
    system.avatar(ask.house, clear=True)
    return ask.to(ask.url("alters", "/system"))
