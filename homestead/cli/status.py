"""`homestead status`."""

from __future__ import annotations

import typer

from homestead.cli.noun import noun, the_door
from homestead.cli.showing import status

app = noun(
    "Who is at the {front}, whether the daemon is up, and how much is in the home."
)


@app.command()
def show(ctx: typer.Context) -> None:
    """Say who is at the {front}, whether the daemon is up, and how much is kept."""
    door = the_door(ctx)
    door.show(door.ask("status.show"), status.lines)
