"""The module `forums`: where alters talk across the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.module import Entry, Job, Luggage, Module, Takeover
from homestead.core.settings import NUMBER, Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from typer import Typer

    from homestead.core.house import House
    from homestead.core.module import Happened, Preserved, Waiting
    from homestead.core.routes import Routes


def _routes() -> Routes:
    from homestead.modules.forums.routes import routes

    return routes


def _service() -> ModuleType:
    from homestead.modules.forums import service

    return service


def _commands() -> Typer:
    from homestead.modules.forums.commands import app

    return app


def _since(house: House, alter: str, moment: int) -> Iterable[Happened]:
    from homestead.modules.forums import lately

    return lately.since(house, alter, moment)


def _waits(house: House) -> Iterable[Waiting]:
    from homestead.modules.forums import lately

    return lately.waits(house)


def _purge(house: House) -> None:
    from homestead.modules.forums import keeping

    keeping.purge(house)


def _render_anew(house: House) -> None:
    from homestead.modules.forums import keeping

    keeping.render_anew(house)


def _take(kind: str) -> Callable[[House, Preserved], None]:
    def take(house: House, kept: Preserved) -> None:
        from homestead.modules.forums import taking

        if isinstance(kept.record, dict):  # whatever else it is stays preserved
            getattr(taking, kind)(house, kept)

    return take


def _out(house: House) -> Iterable[dict[str, Any]]:
    from homestead.modules.forums import packing

    return packing.out(house)


def _back(house: House, records: Iterable[dict[str, Any]]) -> None:
    from homestead.modules.forums import packing

    packing.back(house, records)


module = Module(
    name="forums",
    title="Forums",
    route_prefix="/forums",
    folder="modules/forums",
    routes=_routes,
    navigation=(
        Entry(
            "Forums",
            "/",
            "messages-square",
            "shared.read",
            rank=40,
            covers=("/",),
            simple=True,
        ),
    ),
    service=_service,
    commands=_commands,
    since=_since,
    luggage=Luggage(_out, _back),
    waits=_waits,
    jobs=(
        Job("purge", 6 * 3600, _purge),
        Job("render anew", 60, _render_anew),
    ),
    takes=(
        Takeover("simply-plural", "board_messages", _take("board_message")),
        Takeover("simply-plural", "notes", _take("note")),
        Takeover("simply-plural", "polls", _take("poll")),
    ),
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
