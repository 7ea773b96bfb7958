"""How every noun of the command line is made, so that all help reads alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from homestead.cli.door import Door


def noun(help_text: str, **settings: Any) -> typer.Typer:
    """Return the Typer application of one noun; help is plain text on purpose.

    `{alter}`, `{system}`, `{front}` and their plurals in help become the home's words.
    """
    settings.setdefault("no_args_is_help", True)
    return typer.Typer(
        help=help_text, rich_markup_mode=None, add_completion=False, **settings
    )


def the_door(ctx: typer.Context) -> Door:
    """Return the door this command was called through."""
    door: Door = ctx.obj
    return door
