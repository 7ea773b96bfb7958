"""A look as a file: down, and up again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.template import naming, service
from homestead.modules.template.routes.editing import editor

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/<sheet>/look.json", needs="alter.read")
def download(ask: Ask, sheet: str) -> Answer:
    """Give a look to keep."""
    told = service.export(ask.house, alter=naming.meant(sheet))
    name = f"{sheet.strip('_')}-look.json"
    body = json.dumps(told, indent=2, ensure_ascii=False).encode()
    return ask.download(body, name=name, kind="application/json")


@routes.post("/<sheet>/import", needs="alter.edit", form=editor)
def upload(ask: Ask, sheet: str) -> Answer:
    """Take a look out of a file."""
    service.import_(ask.house, alter=naming.meant(sheet), files=ask.files("file")[:1])
    return ask.to(naming.at(ask, sheet))
