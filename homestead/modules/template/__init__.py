"""The module `template`: the system's face, which follows whoever is at the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.module import Entry, Module

if TYPE_CHECKING:
    from types import ModuleType

    from typer import Typer

    from homestead.core.routes import Routes


def _routes() -> Routes:
    from homestead.modules.template.routes import routes

    return routes


def _service() -> ModuleType:
    from homestead.modules.template import service

    return service


def _commands() -> Typer:
    from homestead.modules.template.commands import app

    return app


module = Module(
    name="template",
    title="Look",
    route_prefix="/template",
    folder="modules/template",
    routes=_routes,
    service=_service,
    commands=_commands,
    navigation=(Entry("Look", "/", "palette", "alter.read", rank=60, covers=("/",)),),
)
