"""`homestead group`: who belongs together."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli import details as option
from homestead.cli import names, narrowing
from homestead.cli.showing import group as showing
from homestead.core.commands import noun, the_door

app = noun("Groups, nested as you like; a group may be a sub{system}.")

Parent = Annotated[
    str | None,
    typer.Argument(
        metavar="[PARENT]", help="The group to lie in.", autocompletion=names.groups
    ),
]
Emoji = Annotated[
    str | None, typer.Option(metavar="EMOJI", help="Shown before its name.")
]
Subsystem = Annotated[
    bool | None,
    typer.Option("--subsystem/--no-subsystem", help="Whether it is a {system} itself."),
]


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    removed: narrowing.Removed = False,
) -> None:
    """List the groups, each with those in it."""
    door = the_door(ctx)
    door.show(door.ask("groups.list", removed=removed), showing.listed)


@app.command()
def show(ctx: typer.Context, group: names.Group) -> None:
    """Show a group and who is in it."""
    door = the_door(ctx)
    door.show(door.ask("groups.show", group=group), showing.shown)


@app.command()
def add(  # noqa: PLR0913 - one for each thing one can say
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any script, any emoji.")],
    members: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEMBER…]", help="Who is in it.", autocompletion=names.alters
        ),
    ] = None,
    *,
    parent: Annotated[
        str | None,
        typer.Option(
            metavar="GROUP", help="The group it lies in.", autocompletion=names.groups
        ),
    ] = None,
    handle: option.Handle = None,
    display_name: option.DisplayName = None,
    emoji: Emoji = None,
    color: option.Color = None,
    description: option.Description = None,
    subsystem: Subsystem = None,
    privacy: option.Privacy = None,
) -> None:
    """Add a group, with members if you like."""
    said = option.given(locals())
    door = the_door(ctx)
    door.show(door.ask("groups.add", **said), showing.done("Added {}."))


@app.command()
def edit(  # noqa: PLR0913 - as above
    ctx: typer.Context,
    group: names.Group,
    *,
    display_name: option.DisplayName = None,
    emoji: Emoji = None,
    color: option.Color = None,
    description: option.Description = None,
    subsystem: Subsystem = None,
    privacy: option.Privacy = None,
) -> None:
    """Change what is known of a group; an empty text takes away what was there."""
    said = option.given(locals())
    door = the_door(ctx)
    door.show(door.ask("groups.edit", **said), showing.done("Changed {}."))


@app.command()
def rename(
    ctx: typer.Context,
    group: names.Group,
    new: option.NewName = None,
    *,
    handle: option.NewHandle = None,
) -> None:
    """Give a group a new name; the handle stays unless --handle changes it."""
    door = the_door(ctx)
    told = door.ask("groups.rename", group=group, name=new, handle=handle)
    door.show(told, showing.done("Now {}."))


@app.command()
def remove(ctx: typer.Context, group: names.Group) -> None:
    """Remove a group; its members stay, and the groups in it move up."""
    door = the_door(ctx)
    told = door.ask("groups.remove", group=group)
    door.show(told, showing.done("Removed {}; `homestead undo` brings it back."))


@app.command()
def restore(ctx: typer.Context, group: names.Group) -> None:
    """Bring back a group that was removed, with its members."""
    door = the_door(ctx)
    door.show(door.ask("groups.restore", group=group), showing.done("Back: {}."))


@app.command()
def join(ctx: typer.Context, group: names.Group, who: names.Alters) -> None:
    """Put {alters} into a group."""
    door = the_door(ctx)
    told = door.ask("groups.join", group=group, alters=who)
    door.show(told, showing.members)


@app.command()
def leave(ctx: typer.Context, group: names.Group, who: names.Alters) -> None:
    """Take {alters} out of a group."""
    door = the_door(ctx)
    told = door.ask("groups.leave", group=group, alters=who)
    door.show(told, showing.members)


@app.command()
def nest(ctx: typer.Context, group: names.Group, parent: Parent = None) -> None:
    """Put a group into another; without one, on its own."""
    door = the_door(ctx)
    door.show(door.ask("groups.nest", group=group, parent=parent), showing.place)


@app.command()
def order(
    ctx: typer.Context,
    groups: Annotated[
        list[str],
        typer.Argument(
            metavar="GROUP…", help="Handles or names.", autocompletion=names.groups
        ),
    ],
) -> None:
    """Put these groups first, in this order."""
    door = the_door(ctx)
    told = door.ask("groups.reorder", groups=groups)
    door.show(told, lambda result, _: result["groups"])
