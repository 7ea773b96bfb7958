"""The module `template`: the system's face, which follows whoever is at the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.module import Module

if TYPE_CHECKING:
    from types import ModuleType


def _service() -> ModuleType:
    from homestead.modules.template import service

    return service


module = Module(
    name="template",
    title="Look",
    route_prefix="/template",
    folder="modules/template",
    service=_service,
)
