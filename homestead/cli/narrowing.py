"""Options that narrow what is listed, shared by all that list."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.cli import names

Since = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN", help="From then on: a day, 7d, 2026-11, 2026, a time."
    ),
]
Until = Annotated[
    str | None, typer.Option(metavar="WHEN", help="Up to then, a day taken whole.")
]
Alter = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="One {alter} only.", autocompletion=names.alters),
]
Group = Annotated[
    str | None,
    typer.Option(
        metavar="GROUP",
        help="In this group, or one in it.",
        autocompletion=names.groups,
    ),
]
Removed = Annotated[
    bool, typer.Option("--removed", help="Those that `restore` can bring back.")
]
