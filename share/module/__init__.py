"""The module `garden`: a list of things, to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.module import Entry, Module

if TYPE_CHECKING:
    from types import ModuleType

    from typer import Typer

    from homestead.core.routes import Routes


def _routes() -> Routes:
    from .routes import routes

    return routes


def _service() -> ModuleType:
    from . import service

    return service


def _commands() -> Typer:
    from .commands import app

    return app


module = Module(
    name="garden",
    title="Garden",
    routes=_routes,
    service=_service,
    commands=_commands,
    navigation=(Entry("Garden", "/", "sparkles", "garden.read", rank=60),),
    permissions={
        "garden.read": ("owner", "resident"),
        "garden.write": ("owner", "resident"),
    },
)
