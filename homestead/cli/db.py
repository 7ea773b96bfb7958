"""`homestead db`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from homestead.core.commands import noun, the_door

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

app = noun("Look after the databases.")


@app.command()
def migrate(ctx: typer.Context) -> None:
    """Bring every database to the version this Homestead knows."""
    door = the_door(ctx)
    door.show(door.ask("db.migrate"), _versions)


@app.command()
def check(ctx: typer.Context) -> None:
    """Check every database page by page; exit 5 when something is damaged."""
    door = the_door(ctx)
    door.show(door.ask("db.check"), _sound)


def _versions(result: dict[str, Any], _: Terms) -> Iterator[str]:
    for database in result["databases"]:
        yield f"{database['name']}.db is at version {database['version']}."


def _sound(result: dict[str, Any], _: Terms) -> Iterator[str]:
    for database in result["databases"]:
        yield f"{database['name']}.db is sound."
