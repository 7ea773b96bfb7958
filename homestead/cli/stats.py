"""`homestead stats`: time at the front."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli import names
from homestead.cli.showing import stats as showing
from homestead.core.commands import noun, the_door

app = noun("Time at the {front}, by {alter} and by hour.", no_args_is_help=False)


@app.command()
def stats(
    ctx: typer.Context,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help="From then on: a day, 7d, 2026-11, 2026, a time."
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Up to then, a day taken whole.")
    ] = None,
    alter: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="One {alter} only.", autocompletion=names.alters
        ),
    ] = None,
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
