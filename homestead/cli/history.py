"""`homestead history`: the record, read and put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.cli import details as option
from homestead.cli import names, narrowing
from homestead.cli.showing import history as showing
from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.cli.door import Door

app = noun("The record: list, add, edit, split, comment.", no_args_is_help=False)

PAGE = 2000
SHOWN = 20

Number = Annotated[
    int,
    typer.Argument(
        metavar="NUMBER", help="An entry, by its number in the list.", max=1 << 53
    ),
]
Words = Annotated[str, typer.Argument(metavar="TEXT", help="What to say.")]


@app.callback(invoke_without_command=True)
def history(  # noqa: PLR0913 - one for each way to narrow and to write it
    ctx: typer.Context,
    *,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    alter: narrowing.Alter = None,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="COUNT", help=f"How many; {SHOWN} if left out, a file has all."
        ),
    ] = None,
    cursor: Annotated[
        str | None,
        typer.Option(metavar="CURSOR", help="Go on where the last page ended."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Write a table file.")] = False,
    ics: Annotated[bool, typer.Option("--ics", help="Write a calendar file.")] = False,
) -> None:
    """List the record, newest first; the commands below put it right."""
    if ctx.invoked_subcommand is not None:
        return
    door = the_door(ctx)
    how = {"since": since, "until": until, "alter": alter, "cursor": cursor}
    if csv or ics:
        if csv and ics:
            raise UsageError("Choose one of --csv and --ics.")
        showing.write(_pages(door, limit, **how), calendar=ics)
        return
    result = _gathered(_pages(door, SHOWN if limit is None else limit, **how))
    door.show(result, showing.lines)
    if result["next"]:
        left = f"{result['total']} in all; the next: --cursor {result['next']}"
        door.say(left)


@app.command()
def show(ctx: typer.Context, number: Number) -> None:
    """Show one entry, its comments with their numbers."""
    door = the_door(ctx)
    door.show(door.ask("fronts.show", front=number), showing.entry)


@app.command()
def add(
    ctx: typer.Context,
    name: names.Alter,
    start: Annotated[
        str, typer.Argument(metavar="START", help='14:30, "yesterday 21:00", ISO, …')
    ],
    end: Annotated[
        str | None,
        typer.Argument(metavar="[END]", help="Until when; left out: still there."),
    ] = None,
    *,
    tier: option.Tier = None,
    status: Annotated[str, typer.Option(metavar="TEXT", help="What they said.")] = "",
) -> None:
    """Add who was at the {front} after the fact, beside whoever else was."""
    door = the_door(ctx)
    result = door.ask(
        "fronts.insert", alter=name, start=start, end=end, tier=tier, status=status
    )
    door.show(result, showing.changed)


@app.command()
def edit(
    ctx: typer.Context,
    number: Number,
    *,
    start: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Since when.")
    ] = None,
    end: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Until when; open: still there.")
    ] = None,
    alter: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who.", autocompletion=names.alters),
    ] = None,
    tier: option.Tier = None,
    status: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What they said.")
    ] = None,
) -> None:
    """Change an entry: its times, who it was, tier, status."""
    door = the_door(ctx)
    how: dict[str, Any] = {"start": start, "end": end, "tier": tier, "status": status}
    result = door.ask("fronts.edit", front=number, alter=alter, **how)
    door.show(result, showing.changed)


@app.command()
def split(
    ctx: typer.Context,
    number: Number,
    at: Annotated[str, typer.Argument(metavar="WHEN", help="Where to cut.")],
) -> None:
    """Cut an entry in two."""
    door = the_door(ctx)
    door.show(door.ask("fronts.split", front=number, at=at), showing.changed)


@app.command()
def delete(ctx: typer.Context, number: Number) -> None:
    """Take an entry out of the record; `homestead undo` brings it back."""
    door = the_door(ctx)
    door.show(door.ask("fronts.delete", front=number), showing.deleted)


@app.command()
def comment(
    ctx: typer.Context,
    number: Number,
    text: Words,
    *,
    at: Annotated[
        str | None, typer.Option(metavar="WHEN", help="As of then; left out: now.")
    ] = None,
) -> None:
    """Say something about an entry."""
    door = the_door(ctx)
    result = door.ask("fronts.comment", front=number, text=text, at=at)
    door.show(result, showing.entry)


@app.command("comment-edit")
def comment_edit(ctx: typer.Context, number: Number, text: Words) -> None:
    """Change a comment, by its number in `homestead history show`."""
    door = the_door(ctx)
    result = door.ask("fronts.comment_edit", comment=number, text=text)
    door.show(result, showing.entry)


@app.command()
def uncomment(ctx: typer.Context, number: Number) -> None:
    """Delete a comment, by its number in `homestead history show`."""
    door = the_door(ctx)
    door.show(door.ask("fronts.uncomment", comment=number), showing.entry)


def _pages(door: Door, limit: int | None, **how: Any) -> Iterator[dict[str, Any]]:
    """Yield page after page of the record, until `limit` entries or the end."""
    left = limit
    while True:
        size = PAGE if left is None else min(left, PAGE)
        page = door.ask("fronts.history", **how | {"limit": size})
        yield page
        left = None if left is None else left - size
        if page["next"] is None or left == 0:
            return
        how["cursor"] = page["next"]


def _gathered(pages: Iterator[dict[str, Any]]) -> dict[str, Any]:
    fronts: list[dict[str, Any]] = []
    page: dict[str, Any] = {}
    for page in pages:
        fronts += page["fronts"]
    return {**page, "fronts": fronts}
