"""`homestead field`: what we want to know of everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.cli import details as option
from homestead.cli import names, narrowing
from homestead.cli.showing.alter import fields as fields_of
from homestead.cli.showing.table import table
from homestead.core.commands import noun, the_door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from homestead.core.terms import Terms

app = noun("Custom fields and what each {alter} has in them.")

Type = Annotated[
    str | None,
    typer.Option(
        help="text, color, date, month, year, month_year, month_day or timestamp.",
        metavar="TYPE",
    ),
]
Markdown = Annotated[
    bool | None,
    typer.Option("--markdown/--no-markdown", help="Whether its text is Markdown."),
]


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    removed: narrowing.Removed = False,
) -> None:
    """List the fields."""
    door = the_door(ctx)
    door.show(door.ask("fields.list", removed=removed), _listed)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    *,
    type: Type = None,  # noqa: A002 - what people call it
    markdown: Markdown = None,
    handle: option.Handle = None,
    privacy: option.Privacy = None,
) -> None:
    """Add a field, of text if nothing else is said."""
    said = option.given(locals())
    door = the_door(ctx)
    door.show(door.ask("fields.add", **said), _done("Added {}."))


@app.command()
def edit(
    ctx: typer.Context,
    field: names.Field,
    *,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its new name.")
    ] = None,
    type: Type = None,  # noqa: A002 - as above
    markdown: Markdown = None,
    handle: option.NewHandle = None,
    privacy: option.Privacy = None,
) -> None:
    """Change a field; with another type, what is in it stays as it was written."""
    said = option.given(locals())
    door = the_door(ctx)
    door.show(door.ask("fields.edit", **said), _done("Changed {}."))


@app.command("set")
def set_(
    ctx: typer.Context,
    field: names.Field,
    name: names.Alter,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="The text; - reads standard input.")
    ],
) -> None:
    """Put VALUE into a field of {an_alter}."""
    door = the_door(ctx)
    text = option.written(value)
    told = door.ask("fields.set", field=field, alter=name, value=text)
    door.show(told, fields_of)


@app.command()
def clear(ctx: typer.Context, field: names.Field, name: names.Alter) -> None:
    """Empty a field of {an_alter}."""
    door = the_door(ctx)
    door.show(door.ask("fields.clear", field=field, alter=name), fields_of)


@app.command()
def remove(ctx: typer.Context, field: names.Field) -> None:
    """Remove a field; `restore` brings it back with all that is in it."""
    door = the_door(ctx)
    told = door.ask("fields.remove", field=field)
    door.show(told, _done("Removed {}; `homestead undo` brings it back."))


@app.command()
def restore(ctx: typer.Context, field: names.Field) -> None:
    """Bring back a field that was removed, with all that is in it."""
    door = the_door(ctx)
    door.show(door.ask("fields.restore", field=field), _done("Back: {}."))


@app.command()
def order(
    ctx: typer.Context,
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD…", help="Handles or names.", autocompletion=names.fields
        ),
    ],
) -> None:
    """Put these fields first, in this order."""
    door = the_door(ctx)
    told = door.ask("fields.reorder", fields=fields)
    door.show(told, lambda result, _: result["fields"])


def _listed(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    found = result["fields"]
    if not found:
        yield "No fields."
        return
    yield from table(
        ("field", "name", "type", terms.alters),
        [
            (each["field"], each["name"], each["type"], str(each["values"]))
            for each in found
        ],
    )


def _done(sentence: str) -> Callable[[dict[str, Any], Terms], Iterable[str]]:
    return lambda told, _: [
        sentence.format(f"the field {told['name']} ({told['field']})")
    ]
