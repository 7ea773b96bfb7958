"""How the home is: who fronts, is the daemon up, how much is in it."""

from __future__ import annotations

import os

from homestead import __version__
from homestead.core import clock
from homestead.services import access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from homestead.core.house import House

DOOR = ("show",)


def show(house: House) -> dict[str, Any]:
    """Return what `homestead status --json` prints; sizes in bytes."""
    access.require(house.asker, "home.manage")
    from homestead.services import fronts

    paths, count = house.paths, house.app.value
    return {
        "version": __version__,
        "home": {"config": paths.config, "data": paths.data, "log": paths.log},
        "daemon": _daemon(house),
        "alters": count(
            "SELECT count(*) FROM alters WHERE kind = 'alter' AND deleted_at IS NULL"
        ),
        "custom_fronts": count(
            "SELECT count(*) FROM alters WHERE kind = 'custom' AND deleted_at IS NULL"
        ),
        "fronts": count("SELECT count(*) FROM fronts WHERE deleted_at IS NULL"),
        **fronts.current(house),
        "preserved": count("SELECT count(*) FROM preserved WHERE taken_at IS NULL"),
        "last_import": clock.iso_or_none(count("SELECT max(at) FROM imports")),
        "last_backup": None,
        "bytes": _size(os.path.join(paths.data, "app.db")),
    }


def _daemon(house: House) -> dict[str, Any]:
    """Tell of the daemon: if there is one, it is this very process that answers."""
    running = house.url is not None
    return {
        "running": running,
        "pid": os.getpid() if running else None,
        "url": house.url,
    }


def _size(file: str) -> int:
    return sum(
        os.path.getsize(name) for name in (file, f"{file}-wal") if os.path.exists(name)
    )
