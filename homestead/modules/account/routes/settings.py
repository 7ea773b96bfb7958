"""How the home is set up: each setting with what it does and who said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.errors import NotFoundError
from homestead.core.routes import Routes
from homestead.modules.account import offers
from homestead.services import settings, setup

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()

_WAS = "was."


@routes.get("/settings", needs="setting.edit")
def page(ask: Ask, section: str = "") -> Answer:
    """Show every setting that makes sense to a person; mistakes, if there are any.

    After an error in one `section` as well: it names the field itself.
    """
    del section
    house = ask.house
    found = setup.check(house)
    offered = settings.offered(house) if found["ok"] else None
    answer = ask.page(
        "account/settings.html",
        sections=offers.sections(offered) if offered else [],
        found=found,
        zones=settings.zones(house),
        last=settings.last(house),
        name_of=offers.called,
        labels=offers.CHOICES,
    )
    # The file may be changed by hand at any time: no page made before is this one.
    answer.headers.append(("Cache-Control", "no-store"))
    return answer


@routes.post("/settings/<section>", needs="setting.edit", form=page)
def change(ask: Ask, section: str) -> Answer:
    """Set what was changed in one part of the page."""
    if section not in offers.SECTIONS:
        raise NotFoundError("There is no such part of the settings.")
    keys = [key for key in offers.SECTIONS[section][2] if key in ask.form]
    given = {key: ask.form.text(key) for key in keys}
    was = {key: ask.form.text(_WAS + key) for key in keys if _WAS + key in ask.form}
    settings.change(ask.house, given=given, was=was)
    return ask.to(ask.url("account", "/settings"))


@routes.post("/settings/put-back", needs="setting.edit", form=page)
def put_back(ask: Ask) -> Answer:
    """Take the last change back."""
    settings.put_back(ask.house)
    return ask.to(ask.url("account", "/settings"))
