"""`homestead audit`: who did what that matters for safety, and when."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli.showing import audit as showing
from homestead.core.commands import noun, the_door

app = noun("Who did what that matters for safety, and when.", no_args_is_help=False)


@app.command()
def audit(
    ctx: typer.Context,
    *,
    limit: Annotated[
        int, typer.Option(metavar="COUNT", help="How many, the newest.", min=1)
    ] = 50,
    before: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Go on below that entry.")
    ] = None,
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Done by that user.")
    ] = None,
    action: Annotated[
        str | None,
        typer.Option(
            metavar="ACTION", help="Only that, such as `token` or `token.create`."
        ),
    ] = None,
) -> None:
    """List what was done, newest first."""
    door = the_door(ctx)
    told = door.ask(
        "audit.listing", limit=limit, before=before, actor=user, action=action
    )
    door.show(told, showing.listed)
    if told["next"]:
        door.say(f"There is more: --before {told['next']}")
