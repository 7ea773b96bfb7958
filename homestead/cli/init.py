"""`homestead init`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from homestead.core.commands import noun, the_door

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

app = noun("Make the home and say where everything lies.", no_args_is_help=False)


@app.command()
def init(ctx: typer.Context) -> None:
    """Make the home, if it is not there yet, and say where everything lies."""
    door = the_door(ctx)
    door.show(door.ask("status.show"), _made)


def _made(result: dict[str, Any], _: Terms) -> Iterator[str]:
    yield "Your home is ready."
    for what, place in result["home"].items():
        yield f"  {what:<7} {place}"
    yield "Next: homestead import FILE, or homestead alter add NAME"
