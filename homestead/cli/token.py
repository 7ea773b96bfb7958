"""`homestead token`: what lets scripts in."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli.showing import token as showing
from homestead.core.commands import noun, the_door
from homestead.services.access import SCOPES

app = noun("API tokens, for scripts and widgets.")

User = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Whose; left out: the only owner's."),
]


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose; left out: everybody's.")
    ] = None,
) -> None:
    """List the tokens that work, and when each was last used."""
    door = the_door(ctx)
    door.show(door.ask("accounts.token_list", user=user), showing.listed)


@app.command(epilog="homestead token create widget --scope front:read")
def create(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What will use it: `widget`.")
    ],
    *,
    scope: Annotated[
        list[str],
        typer.Option(
            metavar="SCOPE",
            help=f"What it may do; again for more: {', '.join(SCOPES)}.",
        ),
    ],
    user: User = None,
    days: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS", help="How long it lasts; left out: until revoked."
        ),
    ] = None,
) -> None:
    """Make a token and print it, this once: it is kept nowhere."""
    door = the_door(ctx)
    told = door.ask(
        "accounts.token_create", name=name, scopes=scope, user=user, days=days
    )
    door.show(told, showing.secret)
    door.say("Keep it where only its user can read it; it is not shown again.")


@app.command()
def revoke(
    ctx: typer.Context,
    token: Annotated[
        str, typer.Argument(metavar="TOKEN", help="Its name, or id from the list.")
    ],
    *,
    user: User = None,
) -> None:
    """Revoke a token: it opens nothing any more."""
    door = the_door(ctx)
    told = door.ask("accounts.token_revoke", token=token, user=user)
    door.show(told, showing.revoked)
