"""One look for everybody, whoever is at the front; and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.template import naming, service
from homestead.modules.template.routes.listing import looks

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.post("/_pin", needs="setting.edit", form=looks)
def pin(ask: Ask) -> Answer:
    """Have one look worn from now on."""
    service.pin(ask.house, alter=naming.meant(ask.form.text("look")))
    return ask.to(ask.url("template"))


@routes.post("/_unpin", needs="setting.edit", form=looks)
def unpin(ask: Ask) -> Answer:
    """Let the look follow the front again."""
    service.unpin(ask.house)
    return ask.to(ask.url("template"))
