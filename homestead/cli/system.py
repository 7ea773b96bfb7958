"""`homestead system`: what we say of ourselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.cli import details as option
from homestead.cli import pictures
from homestead.cli.showing.markdown import markdown
from homestead.cli.showing.pairs import pairs
from homestead.core.commands import noun, the_door

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

app = noun("The {system}'s own name, description, time zone.")


@app.command()
def show(ctx: typer.Context) -> None:
    """Show what the {system} says of itself."""
    door = the_door(ctx)
    door.show(door.ask("system.show"), _shown)


@app.command()
def edit(  # noqa: PLR0913 - one for each thing one can say
    ctx: typer.Context,
    *,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it is called.")
    ] = None,
    description: option.Description = None,
    pronouns: option.Pronouns = None,
    tag: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What follows names elsewhere.")
    ] = None,
    color: option.Color = None,
    time_zone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Europe/Lisbon; empty: this machine's."),
    ] = None,
    privacy: option.Privacy = None,
) -> None:
    """Change what the {system} says of itself; an empty text takes it away."""
    said = option.given(locals())
    door = the_door(ctx)
    door.show(door.ask("system.edit", **said), _shown)


@app.command()
def avatar(
    ctx: typer.Context,
    file: option.Picture = None,
    *,
    crop: option.CropPicture = None,
    save: option.SavePicture = None,
    clear: option.ClearPicture = False,
) -> None:
    """Set the {system}'s picture; save or tell where the one there is lies."""
    door = the_door(ctx)
    if not pictures.asked(file, save, clear=clear):
        pictures.save(door, door.ask("system.show"), save)
        return
    told = pictures.put(door, "system.avatar", file, crop, clear=clear)
    door.show(told, _shown)


def _shown(told: dict[str, Any], terms: Terms) -> Iterator[str]:
    yield told["name"] or f"The {terms.system} has no name yet."
    yield from pairs(
        [
            ("pronouns", told["pronouns"]),
            ("tag", told["tag"]),
            ("color", told["color"] or ""),
            ("time zone", told["time_zone"]),
            ("seen by", told["privacy"]),
            ("picture", told["avatar"] or told["avatar_url"] or ""),
        ]
    )
    if told["description"]:
        yield ""
        yield from markdown(told["description"])
