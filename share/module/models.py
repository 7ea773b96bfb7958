"""What is kept: every question to the module's own database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock

if TYPE_CHECKING:
    from homestead.core.database import Database


def every(database: Database) -> list[dict[str, Any]]:
    """Return the things there are, newest first."""
    rows = database.rows("SELECT id, name, added_at FROM things ORDER BY id DESC")
    return [
        {"id": row["id"], "name": row["name"], "added": clock.iso(row["added_at"])}
        for row in rows
    ]


def add(database: Database, name: str) -> int:
    """Keep a thing; return its id."""
    with database.transaction() as tx:
        return tx.insert("things", {"name": name, "added_at": clock.now()})


def remove(database: Database, thing: int) -> bool:
    """Let go of a thing; tell whether there was one."""
    with database.transaction() as tx:
        return tx.run("DELETE FROM things WHERE id = ?", (thing,)) > 0
