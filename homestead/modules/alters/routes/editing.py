"""Adding somebody and changing what is known of them, with a look at it meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.routes import Routes
from homestead.modules.alters import choices, forms, writing
from homestead.modules.alters.naming import at, meant
from homestead.services import alters, fields, groups

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/new", needs="alter.edit")
def new_page(ask: Ask) -> Answer:
    """Ask who they are."""
    custom = ask.query.flag("custom")
    return _form(ask, alter=None, custom=custom)


@routes.post("/new", needs="alter.edit", form=new_page)
def new(ask: Ask) -> Answer:
    """Add somebody."""
    said = forms.new(forms.alter(ask.form))
    files = ask.files("picture")[:1]
    made = alters.add(ask.house, **said, files=files, crop=forms.crop(ask))
    return ask.to(at(ask, made["alter"]))


@routes.get("/<handle>/edit", needs="alter.edit")
def edit_page(ask: Ask, handle: str) -> Answer:
    """Show all that can be changed."""
    alter = alters.show(ask.house, alter=meant(handle))
    return _form(ask, alter=alter, custom=alter["custom"])


@routes.post("/<handle>/edit", needs="alter.edit", form=edit_page)
def edit(ask: Ask, handle: str) -> Answer:
    """Change what was touched, if nobody else changed it meanwhile."""
    said, was = forms.alter(ask.form), forms.alter(ask.form, forms.WAS)
    alter = alters.edit(ask.house, alter=meant(handle), was=was, **said)
    return ask.to(at(ask, alter["alter"]))


@routes.post("/preview", needs="alter.read")
def preview(ask: Ask) -> Answer:
    """Show what somebody would look like, by what makes their page."""
    template = "_preview" if ask.from_script else "preview"
    description = writing.html(ask, ask.form.text("description"))
    return ask.page(
        f"alters/{template}.html",
        alter=forms.preview(ask.form),
        description=description,
    )


def _form(ask: Ask, *, alter: dict[str, Any] | None, custom: bool) -> Answer:
    about = alter["description"] if alter else ""
    return ask.page(
        "alters/form.html",
        alter=alter,
        description=writing.html(ask, about),
        custom=custom,
        privacy=ask.house.config["home.privacy"],
        fields=fields.list(ask.house)["fields"],
        groups=choices.boxes(groups.list(ask.house)["groups"]),
    )
