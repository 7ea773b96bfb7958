"""`homestead audit`: who did what that matters for safety, and when."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli.noun import noun, the_door
from homestead.cli.showing import audit as showing

app = noun("Who did what that matters for safety, and when.", no_args_is_help=False)

Limit = Annotated[int, typer.Option(help="How many, the newest.", min=1)]
Before = Annotated[
    int | None, typer.Option(metavar="ID", help="Go on below that entry.")
]
Actor = Annotated[
    str | None, typer.Option("--user", metavar="NAME", help="Done by that user.")
]
Action = Annotated[
    str | None, typer.Option(help="Only that, such as `token` or `token.create`.")
]


@app.callback(invoke_without_command=True)
def audit(
    ctx: typer.Context,
    *,
    limit: Limit = 50,
    before: Before = None,
    user: Actor = None,
    action: Action = None,
) -> None:
    """List what was done, newest first."""
    if ctx.invoked_subcommand is None:
        list_(ctx, limit=limit, before=before, user=user, action=action)


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    limit: Limit = 50,
    before: Before = None,
    user: Actor = None,
    action: Action = None,
) -> None:
    """List what was done, newest first; `homestead audit` alone does the same."""
    door = the_door(ctx)
    told = door.ask(
        "audit.listing", limit=limit, before=before, actor=user, action=action
    )
    door.show(told, showing.listed)
    if told["next"]:
        door.say(f"There is more: --before {told['next']}")
