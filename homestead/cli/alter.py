"""`homestead alter`: who we are."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from homestead.cli import details as option
from homestead.cli import names, narrowing, pictures
from homestead.cli.files import opened
from homestead.cli.showing import alter as showing
from homestead.core.commands import noun, the_door

app = noun("The {alters}: list, show, add, edit, picture.")


@app.command("list")
def list_(  # noqa: PLR0913 - one for each way to narrow the list
    ctx: typer.Context,
    *,
    group: narrowing.Group = None,
    tag: Annotated[
        str | None, typer.Option(metavar="TAG", help="With this tag.")
    ] = None,
    search: Annotated[
        str | None, typer.Option(help="With these words somewhere.", metavar="WORDS")
    ] = None,
    custom: Annotated[
        bool | None,
        typer.Option("--custom/--no-custom", help="Custom {fronts} only, or none."),
    ] = None,
    archived: Annotated[
        bool, typer.Option("--archived", help="Those in the archive.")
    ] = False,
    everybody: Annotated[
        bool, typer.Option("--all", "-a", help="Those in the archive too.")
    ] = False,
    removed: narrowing.Removed = False,
) -> None:
    """List the {alters} and custom {fronts}.

    With --json the archive is in the list; each entry tells whether it is archived.
    """
    door = the_door(ctx)
    whole = everybody or removed or door.json
    told = door.ask(
        "alters.list",
        group=group,
        tag=tag,
        search=search,
        custom=custom,
        archived=archived or (None if whole else False),
        removed=removed,
    )
    door.show(told, showing.listed)


@app.command()
def show(ctx: typer.Context, name: names.Alter) -> None:
    """Show everything known of {an_alter}."""
    door = the_door(ctx)
    door.show(door.ask("alters.show", alter=name), showing.shown)


@app.command()
def add(  # noqa: PLR0913 - one for each thing one can say
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any script, any emoji.")],
    *,
    handle: option.Handle = None,
    display_name: option.DisplayName = None,
    pronouns: option.Pronouns = None,
    color: option.Color = None,
    description: option.Description = None,
    birthday: option.Birthday = None,
    hide_year: option.HideYear = None,
    tags: option.Tags = None,
    proxy: option.Proxies = None,
    keep_proxy: option.KeepProxy = None,
    autoproxy: option.Autoproxy = None,
    privacy: option.Privacy = None,
    custom: option.Custom = None,
) -> None:
    """Add {an_alter}, or with --custom a custom {front}."""
    said = option.given(locals())
    door = the_door(ctx)
    door.show(door.ask("alters.add", **said), showing.done("Added {}."))


@app.command()
def edit(  # noqa: PLR0913 - as above
    ctx: typer.Context,
    name: names.Alter,
    *,
    display_name: option.DisplayName = None,
    pronouns: option.Pronouns = None,
    color: option.Color = None,
    description: option.Description = None,
    birthday: option.Birthday = None,
    hide_year: option.HideYear = None,
    tags: option.Tags = None,
    proxy: option.Proxies = None,
    keep_proxy: option.KeepProxy = None,
    autoproxy: option.Autoproxy = None,
    privacy: option.Privacy = None,
    custom: option.Custom = None,
) -> None:
    """Change what is known of {an_alter}; an empty text takes away what was there."""
    said = option.given(locals(), but=("name",))
    door = the_door(ctx)
    door.show(door.ask("alters.edit", alter=name, **said), showing.done("Changed {}."))


@app.command()
def rename(
    ctx: typer.Context,
    name: names.Alter,
    new: option.NewName = None,
    *,
    handle: option.NewHandle = None,
) -> None:
    """Give {an_alter} a new name; the handle stays unless --handle changes it."""
    door = the_door(ctx)
    told = door.ask("alters.rename", alter=name, name=new, handle=handle)
    door.show(told, showing.done("Now {}."))


@app.command()
def archive(
    ctx: typer.Context,
    name: names.Alter,
    *,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, if you like.")] = "",
) -> None:
    """Put {an_alter} into the archive, with all that is theirs."""
    door = the_door(ctx)
    told = door.ask("alters.archive", alter=name, reason=reason)
    door.show(told, showing.done("Archived {}."))


@app.command()
def unarchive(ctx: typer.Context, name: names.Alter) -> None:
    """Take {an_alter} out of the archive."""
    door = the_door(ctx)
    told = door.ask("alters.unarchive", alter=name)
    door.show(told, showing.done("Out of the archive: {}."))


@app.command()
def remove(ctx: typer.Context, name: names.Alter) -> None:
    """Remove {an_alter}; the {fronts} stay on record, `restore` brings them back."""
    door = the_door(ctx)
    told = door.ask("alters.remove", alter=name)
    door.show(told, showing.done("Removed {}; `homestead undo` brings them back."))


@app.command()
def restore(ctx: typer.Context, name: names.Alter) -> None:
    """Bring back {an_alter} that was removed."""
    door = the_door(ctx)
    door.show(door.ask("alters.restore", alter=name), showing.done("Back: {}."))


@app.command()
def order(ctx: typer.Context, name: names.Alters) -> None:
    """Put these first, in this order."""
    door = the_door(ctx)
    door.show(door.ask("alters.reorder", alters=name), showing.ordered)


@app.command()
def avatar(
    ctx: typer.Context,
    name: names.Alter,
    file: option.Picture = None,
    *,
    crop: option.CropPicture = None,
    save: option.SavePicture = None,
    clear: option.ClearPicture = False,
) -> None:
    """Set the picture of {an_alter}; save or tell where the one there is lies."""
    door = the_door(ctx)
    if not pictures.asked(file, save, clear=clear):
        pictures.save(door, door.ask("alters.show", alter=name), save)
        return
    told = pictures.put(door, "alters.avatar", file, crop, clear=clear, alter=name)
    door.show(told, showing.done("Changed the picture of {}."))


@app.command("import", epilog="homestead alter import alters.csv")
def import_(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A line such as seles,1 for each; - is standard input."
        ),
    ],
) -> None:
    """Add everybody in a plain list; whoever has a 1 there is at the {front}."""
    door = the_door(ctx)
    with ExitStack() as stack:
        told = door.ask("alters.bring_in", files=[opened(file, stack)])
    door.show(told, showing.brought)
