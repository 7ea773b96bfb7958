"""`homestead stats`: time at the front."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli import narrowing  # noqa: TC001 - Typer reads what is annotated
from homestead.cli.showing import stats as showing
from homestead.core.commands import noun, the_door

app = noun("Time at the {front}, by {alter} and by hour.", no_args_is_help=False)


@app.command()
def stats(
    ctx: typer.Context,
    *,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    alter: narrowing.Alter = None,
    days: Annotated[
        bool, typer.Option("--days", help="Day by day, 30 days if no time is given.")
    ] = False,
) -> None:
    """Show who was at the {front} how long, and at which hours of the day."""
    door = the_door(ctx)
    if days:
        result = door.ask("fronts.calendar", since=since, until=until, alter=alter)
        door.show(result, showing.days)
        return
    result = door.ask("fronts.stats", since=since, until=until, alter=alter)
    door.show(result, showing.lines)
