"""`homestead config`: show and change how the home is set up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.cli.showing import config as showing
from homestead.core.commands import noun, the_door
from homestead.core.errors import ConfigError

if TYPE_CHECKING:
    from homestead.cli.door import Door

app = noun("Show and change how the home is set up.")


def _keys(incomplete: str) -> list[str]:
    from homestead.core.settings import SETTINGS

    return [key for key in SETTINGS if key.startswith(incomplete)]


Key = Annotated[
    str,
    typer.Argument(
        metavar="KEY", help="A setting: server.port, for one.", autocompletion=_keys
    ),
]


@app.command("show")
def show(ctx: typer.Context) -> None:
    """Show every setting, what it is and who said so."""
    door = the_door(ctx)
    door.show(door.ask("setup.show"), showing.settings)


@app.command("get")
def get(ctx: typer.Context, key: Key) -> None:
    """Print what one setting is; --verbose tells what it does and who set it."""
    door = the_door(ctx)
    lines = showing.explained if door.verbose else showing.value
    door.show(door.ask("setup.get", key=key), lines)


@app.command("set", epilog="homestead config set terms.alter headmate")
def set_value(
    ctx: typer.Context,
    key: Key,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="A list is written with commas.")
    ],
) -> None:
    """Write one setting into config.toml; comments in it stay.

    profile.staging.server.port sets it for that profile only.
    """
    door = the_door(ctx)
    _changed(door, door.ask("setup.set", key=key, value=value))


@app.command("unset")
def unset(ctx: typer.Context, key: Key) -> None:
    """Take one setting out of config.toml, back to its default."""
    door = the_door(ctx)
    _changed(door, door.ask("setup.unset", key=key))


@app.command("path")
def path(ctx: typer.Context) -> None:
    """Print where config.toml is, or will be."""
    door = the_door(ctx)
    door.show(door.ask("setup.path"), showing.path)


@app.command("check")
def check(ctx: typer.Context) -> None:
    """Tell everything that is wrong with the configuration; exit 78 if anything is."""
    door = the_door(ctx)
    result = door.ask("setup.check")
    door.show(result, showing.problems)
    if not result["ok"]:
        raise typer.Exit(ConfigError.exit_code)


def _changed(door: Door, result: dict[str, Any]) -> None:
    door.show(result, showing.changed)
    for note in result["notes"]:
        door.say(note)
