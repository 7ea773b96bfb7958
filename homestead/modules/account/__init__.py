"""The module `account`: coming in, being somebody, and who else may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.module import Entry, Module

if TYPE_CHECKING:
    from homestead.core.routes import Routes


def _routes() -> Routes:
    from homestead.modules.account.routes import routes

    return routes


module = Module(
    name="account",
    title="Account",
    route_prefix="/account",
    folder="modules/account",
    routes=_routes,
    required=True,
    navigation=(Entry("You", "/", "user", "account.own", rank=90, covers=("/",)),),
)
