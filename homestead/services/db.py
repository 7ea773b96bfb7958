"""The state of the home's databases, and bringing them up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import migrations
from homestead.core.errors import IntegrityError
from homestead.services import access

if TYPE_CHECKING:
    from homestead.core.house import House

DOOR = ("migrate", "check")


def migrate(house: House) -> dict[str, Any]:
    """Return the schema version of each database; opening the home migrated it."""
    access.require(house.asker, "home.manage")
    version = migrations.version(house.app, "services")
    return {"databases": [{"name": "app", "version": version}]}


def check(house: House) -> dict[str, Any]:
    """Check every page, row and reference: `{"databases": [{"name", "problems"}]}`.

    Raises IntegrityError telling the first problem, when there is one.
    """
    access.require(house.asker, "home.manage")
    found = house.aside(lambda: _problems(house))
    if found:
        raise IntegrityError(
            f"app.db is damaged: {found[0]} ({len(found)} problems).",
            hint="Stop the daemon, keep a copy of the data directory, and restore "
            "a backup or an export.",
        )
    return {"databases": [{"name": "app", "problems": []}]}


def _problems(house: House) -> list[str]:
    """Ask SQLite, on a connection of our own: this runs in another thread."""
    from homestead.core.connections import connect

    connection = connect(house.app.path, read_only=True)
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        astray = [
            f"{row[0]} {row[1]} points to a row of {row[2]} that is not there"
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
    finally:
        connection.close()
    return [line for line in said if line != "ok"] + astray
