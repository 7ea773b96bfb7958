"""The module `forums`: where alters talk across the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.module import Module
from homestead.core.settings import NUMBER, Setting

if TYPE_CHECKING:
    from types import ModuleType

    from typer import Typer


def _service() -> ModuleType:
    from homestead.modules.forums import service

    return service


def _commands() -> Typer:
    from homestead.modules.forums.commands import app

    return app


module = Module(
    name="forums",
    title="Forums",
    route_prefix="/forums",
    folder="modules/forums",
    service=_service,
    commands=_commands,
    settings=(
        Setting("page", NUMBER, 20, "Posts on a page.", minimum=5, maximum=100),
        Setting(
            "longest",
            NUMBER,
            50_000,
            "Letters in a post.",
            minimum=500,
            maximum=64_000,
        ),
        Setting(
            "purge_days",
            NUMBER,
            30,
            "Days after which what was deleted is gone for good.",
            minimum=1,
            maximum=3650,
        ),
    ),
)
