"""`homestead garden`: the same from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.core.commands import noun, the_door

if TYPE_CHECKING:
    from collections.abc import Iterator

app = noun("Garden: list, add, remove.")


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the things there are."""
    door = the_door(ctx)
    door.show(door.ask("garden.listing"), _listed)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is.")],
) -> None:
    """Add a thing."""
    door = the_door(ctx)
    told = door.ask("garden.add", name=name)
    door.show(told, lambda result, _: [f"Added {result['thing']['name']}."])


@app.command()
def remove(
    ctx: typer.Context,
    thing: Annotated[int, typer.Argument(metavar="ID", help="Its id, from the list.")],
) -> None:
    """Remove a thing."""
    door = the_door(ctx)
    told = door.ask("garden.remove", thing=thing)
    door.show(told, lambda result, _: [f"Removed {result['removed']}."])


def _listed(result: dict[str, Any], _: object) -> Iterator[str]:
    for thing in result["things"]:
        yield f"{thing['id']:>4}  {thing['name']}"
