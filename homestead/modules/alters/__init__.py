"""The module `alters`: who is here, who there is, and the record of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.core.module import Entry, Job, Module

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.core.routes import Routes


def _routes() -> Routes:
    from homestead.modules.alters.routes import routes

    return routes


def _sweep(house: House) -> None:
    from homestead.services import orphans

    orphans.sweep(house)


module = Module(
    name="alters",
    title="{Alters}",
    route_prefix="/alters",
    folder="modules/alters",
    routes=_routes,
    required=True,
    navigation=(
        Entry(
            "Here",
            "/front",
            "house",
            "shared.read",
            rank=10,
            covers=("/front/",),
            simple=True,
        ),
        Entry(
            "{Alters}",
            "/",
            "users",
            "alter.read",
            rank=20,
            covers=("/",),
            simple=True,
        ),
        Entry(
            "Record",
            "/history",
            "history",
            "record.read",
            rank=30,
            covers=("/history", "/timeline", "/statistics"),
            simple=True,
        ),
    ),
    front="/front",
    jobs=(Job("pictures", 6 * clock.HOUR / clock.SECOND, _sweep),),
)
