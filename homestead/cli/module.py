"""`homestead module`: the rooms of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.cli.showing import module as showing
from homestead.core.commands import noun, the_door
from homestead.core.errors import HomesteadError

if TYPE_CHECKING:
    from homestead.cli.door import Door

app = noun("Modules: the rooms of this home, opened and closed at any time.")


def _modules(ctx: typer.Context, incomplete: str) -> list[str]:
    try:
        listed = ctx.obj.ask("modules.list")["modules"]
    except HomesteadError:
        return []  # a shell that completes has nowhere to tell what is wrong
    return [each["name"] for each in listed if each["name"].startswith(incomplete)]


Module = Annotated[
    str, typer.Argument(metavar="NAME", help="A module.", autocompletion=_modules)
]


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the modules there are, and how each of them is."""
    door = the_door(ctx)
    door.show(door.ask("modules.list"), showing.listed)


@app.command()
def info(ctx: typer.Context, name: Module) -> None:
    """Tell all about one module: what it brings, what can be set."""
    door = the_door(ctx)
    door.show(door.ask("modules.info", module=name), showing.told)


@app.command(epilog="homestead module enable garden")
def enable(ctx: typer.Context, name: Module) -> None:
    """Open a module; one that did not come with Homestead is read anew."""
    door = the_door(ctx)
    result = door.ask("modules.enable", module=name)
    door.show(result, showing.enabled)
    _warn(door, result["module"])


@app.command(epilog="homestead module disable garden")
def disable(ctx: typer.Context, name: Module) -> None:
    """Close a module; its data stays as it is."""
    door = the_door(ctx)
    door.show(door.ask("modules.disable", module=name), showing.disabled)


@app.command("set", epilog="homestead module set forums route_prefix /board")
def set_value(
    ctx: typer.Context,
    name: Module,
    key: Annotated[
        str,
        typer.Argument(metavar="KEY", help="route_prefix, or one `module info` tells."),
    ],
    value: Annotated[
        str | None,
        typer.Argument(metavar="[VALUE]", help="Left out: the default again."),
    ] = None,
) -> None:
    """Set up a module: where it is, and what it lets one choose."""
    door = the_door(ctx)
    result = door.ask("modules.set", module=name, key=key, value=value)
    door.show(result, showing.changed)


@app.command(epilog="homestead module new garden")
def new(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A letter, then a-z, 0-9 and _.")
    ],
) -> None:
    """Write a small, complete module, to make one's own of, and open it."""
    door = the_door(ctx)
    result = door.ask("modules.new", module=name)
    door.show(result, showing.made)


def _warn(door: Door, module: dict[str, Any]) -> None:
    """Say whose code this is, and fail where it does not run."""
    if module["origin"] != "homestead":
        door.say(
            f"{module['name']} did not come with Homestead. Its code can do whatever"
            " Homestead can: read, change and send away everything in this home."
        )
    if module["state"] == "failed":
        raise typer.Exit(HomesteadError.exit_code)
