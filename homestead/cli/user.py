"""`homestead user`: who may come in."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli import names, narrowing, password
from homestead.cli.showing import user as showing
from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError
from homestead.core.plain import safe

app = noun("Accounts: list, add, password, role, sessions.")

User = Annotated[str, typer.Argument(metavar="NAME", help="A user's name.")]


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    removed: narrowing.Removed = False,
) -> None:
    """List who has an account."""
    door = the_door(ctx)
    door.show(door.ask("accounts.user_list", removed=removed), showing.listed)


@app.command()
def show(ctx: typer.Context, name: User) -> None:
    """Show one account."""
    door = the_door(ctx)
    door.show(door.ask("accounts.user_show", user=name), showing.shown)


@app.command()
def add(
    ctx: typer.Context,
    name: User,
    *,
    role: Annotated[
        str,
        typer.Option(
            metavar="ROLE",
            help="owner (everything), resident (switch, write, edit) or guest (sees"
            " what is shared).",
        ),
    ] = "resident",
    password_stdin: password.FromStdin = False,
) -> None:
    """Make an account; the password is asked for."""
    door = the_door(ctx)
    typed = password.read(safe(name), from_stdin=password_stdin)
    told = door.ask("accounts.user_add", name=name, password=typed, role=role)
    door.show(told, showing.done("{user} may come in now, as {role}."))


@app.command("password")
def password_(
    ctx: typer.Context,
    name: User,
    *,
    password_stdin: password.FromStdin = False,
    revoke_tokens: Annotated[
        bool, typer.Option("--revoke-tokens", help="Their API tokens end too.")
    ] = False,
) -> None:
    """Give a user a new password, and sign them out everywhere."""
    door = the_door(ctx)
    user = door.ask("accounts.user_show", user=name)["user"]["user"]
    typed = password.read(safe(user), from_stdin=password_stdin)
    told = door.ask(
        "accounts.user_password",
        user=name,
        password=typed,
        revoke_tokens=revoke_tokens,
    )
    door.show(told, showing.done("{user} has a new password."))


@app.command()
def rename(
    ctx: typer.Context,
    name: User,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
) -> None:
    """Call a user something else; password and sessions stay."""
    door = the_door(ctx)
    told = door.ask("accounts.user_rename", user=name, name=new)
    door.show(told, showing.done("{user} it is."))


@app.command()
def role(
    ctx: typer.Context,
    name: User,
    role: Annotated[
        str, typer.Argument(metavar="ROLE", help="owner, resident or guest.")
    ],
) -> None:
    """Make a user owner, resident or guest."""
    door = the_door(ctx)
    told = door.ask("accounts.user_role", user=name, role=role)
    door.show(told, showing.done("{user} is {role} now."))


@app.command()
def alters(
    ctx: typer.Context,
    name: User,
    alters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME…]", help="Only as these.", autocompletion=names.alters
        ),
    ] = None,
    *,
    everybody: Annotated[bool, typer.Option("--all", help="As anybody.")] = False,
) -> None:
    """Say which {alters} a resident may act as; without any: show it."""
    door = the_door(ctx)
    if everybody and alters:
        raise UsageError("Name some, or say --all; not both.")
    if everybody or alters:
        told = door.ask("accounts.user_alters", user=name, alters=alters or [])
    else:
        told = door.ask("accounts.user_show", user=name)
    door.show(told, showing.acting)


@app.command()
def disable(ctx: typer.Context, name: User) -> None:
    """Switch an account off and sign it out; `enable` switches it on again."""
    door = the_door(ctx)
    told = door.ask("accounts.user_disable", user=name)
    door.show(told, showing.done("{user} may not come in for now."))


@app.command()
def enable(ctx: typer.Context, name: User) -> None:
    """Switch an account on again."""
    door = the_door(ctx)
    told = door.ask("accounts.user_enable", user=name)
    door.show(told, showing.done("{user} may come in again."))


@app.command()
def remove(ctx: typer.Context, name: User) -> None:
    """Remove an account; what its user wrote stays, `restore` brings it back."""
    door = the_door(ctx)
    told = door.ask("accounts.user_remove", user=name)
    door.show(told, showing.done("Removed {user}."))


@app.command()
def restore(ctx: typer.Context, name: User) -> None:
    """Bring back an account that was removed."""
    door = the_door(ctx)
    told = door.ask("accounts.user_restore", user=name)
    door.show(told, showing.done("{user} is back, as {role}."))


@app.command()
def sessions(ctx: typer.Context, name: User) -> None:
    """List where a user is signed in, and when that was last used."""
    door = the_door(ctx)
    door.show(door.ask("accounts.session_list", user=name), showing.sessions)


@app.command()
def revoke(
    ctx: typer.Context,
    name: User,
    session: Annotated[
        str | None,
        typer.Argument(metavar="[SESSION]", help="Only this one, from `sessions`."),
    ] = None,
) -> None:
    """Sign a user out: everywhere, or from one session."""
    door = the_door(ctx)
    told = door.ask("accounts.session_revoke", user=name, session=session)
    door.show(told, showing.revoked)
