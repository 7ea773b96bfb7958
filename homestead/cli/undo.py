"""`homestead undo`: take back, make again, see what can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.cli.showing.table import table
from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

app = noun("Take the last change back.", no_args_is_help=False)


@app.command()
def undo(
    ctx: typer.Context,
    change: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMBER]",
            help="A change's number, from --list; the last one if left out.",
        ),
    ] = None,
    *,
    again: Annotated[
        bool, typer.Option("--redo", help="Make again what was taken back last.")
    ] = False,
    listing: Annotated[
        bool, typer.Option("--list", help="Show the last changes instead.")
    ] = False,
) -> None:
    """Take the last change back; --redo makes it again."""
    door = the_door(ctx)
    if listing and (again or change is not None):
        raise UsageError("--list only shows; nothing else can be asked with it.")
    if listing:
        door.show(door.ask("changes.listing"), _listed)
    elif again:
        door.show(door.ask("changes.redo", change=change), _redone)
    else:
        door.show(door.ask("changes.undo", change=change), _undone)


def _undone(result: dict[str, Any], _: Terms) -> Iterator[str]:
    yield f"Taken back: {result['undone']['summary']}"


def _redone(result: dict[str, Any], _: Terms) -> Iterator[str]:
    yield f"Made again: {result['redone']['summary']}"


def _listed(result: dict[str, Any], _: Terms) -> Iterator[str]:
    if not result["changes"]:
        yield "Nothing has been changed yet."
        return
    yield from table(
        ("number", "when", "what", ""),
        [
            (
                str(change["id"]),
                change["at_local"],
                change["summary"],
                "taken back" if change["undone"] else "",
            )
            for change in result["changes"]
        ],
    )
