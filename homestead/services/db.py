"""The state of the home's databases, and bringing them up to date."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from homestead.core import migrations
from homestead.core.errors import IntegrityError, NotFoundError
from homestead.services import access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.database import Database
    from homestead.core.house import House

DOOR = ("migrate", "check")


def migrate(house: House) -> dict[str, Any]:
    """Return the schema version of each database; opening the home migrated it."""
    access.require(house.asker, "home.manage")
    return {
        "databases": [
            {"name": name, "version": migrations.version(database, owner)}
            for name, owner, database in _databases(house)
        ]
    }


def check(house: House) -> dict[str, Any]:
    """Check every page, row and reference: `{"databases": [{"name", "problems"}]}`.

    Of the home's own database and those of the open modules. Raises IntegrityError
    telling the first problem, when there is one.
    """
    access.require(house.asker, "home.manage")
    checked = [(name, database.path) for name, _, database in _databases(house)]
    for name, path in checked:
        found = house.aside(partial(_problems, path))
        if found:
            raise IntegrityError(
                f"{name}.db is damaged: {found[0]} ({len(found)} problems).",
                hint="Stop the daemon, keep a copy of the data directory, and restore "
                "a backup or an export.",
            )
    return {"databases": [{"name": name, "problems": []} for name, _ in checked]}


def _databases(house: House) -> Iterator[tuple[str, str, Database]]:
    """Yield each open database: what it is called, whose migrations it has."""
    yield "app", "services", house.app
    for module, room in house.rooms.open_modules() if house.rooms else ():
        with suppress(NotFoundError):  # a module may have none
            yield module.name, module.name, room.database


def _problems(path: str) -> list[str]:
    """Ask SQLite, on a connection of our own: this runs in another thread."""
    from homestead.core.connections import connect

    connection = connect(path, read_only=True)
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        astray = [
            f"{row[0]} {row[1]} points to a row of {row[2]} that is not there"
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
    finally:
        connection.close()
    return [line for line in said if line != "ok"] + astray
