"""`homestead status`."""

from __future__ import annotations

import typer

from homestead.cli.showing import status
from homestead.core.commands import noun, the_door

app = noun(
    "Who is at the {front}, whether the daemon is up, and how much is in the home."
)


@app.command()
def show(ctx: typer.Context) -> None:
    """Say who is at the {front}, whether the daemon is up, and how much is kept."""
    door = the_door(ctx)
    door.show(door.ask("status.show"), status.lines)
