"""`homestead import`: bring in what another app kept."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from homestead.cli.files import opened
from homestead.cli.showing import imports
from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError

app = noun("Bring in an export of another app, or of Homestead.")

_EXAMPLES = """\
homestead import export.json --dry-run         what would come of it
homestead import export.json                   bring it in
homestead import export.json avatars.zip       its pictures too
"""
Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE…]",
        help="The export (JSON or ZIP), pictures that belong to it (ZIP), or both;"
        " - reads standard input.",
    ),
]

Format = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help="simply-plural, pluralkit or homestead, if its content does not tell.",
    ),
]


@app.command("import", epilog=_EXAMPLES)
def import_(
    ctx: typer.Context,
    files: Files = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would come of it.")
    ] = False,
    format: Format = None,  # noqa: A002 - what people call it
    no_pictures: Annotated[
        bool, typer.Option("--no-pictures", help="Leave the pictures out.")
    ] = False,
    listing: Annotated[
        bool, typer.Option("--list", help="Show the imports so far instead.")
    ] = False,
    number: Annotated[
        int | None,
        typer.Option(
            "--show", metavar="NUMBER", help="Show the report of one of them again."
        ),
    ] = None,
) -> None:
    """Bring in Simply Plural's or PluralKit's export; the same file again is harmless.

    Every record is accounted for. `homestead undo` takes an import back.
    """
    door = the_door(ctx)
    if listing and files:
        raise UsageError("--list only shows; it takes no file.")
    if number is not None:
        door.show(door.ask("imports.show", number=number), imports.again)
        return
    if listing:
        door.show(door.ask("imports.listing"), imports.listed)
        return
    with ExitStack() as stack:
        given = [opened(word, stack) for word in files or ()]
        told = door.ask(
            "imports.run",
            files=given,
            dry_run=dry_run,
            format=format,
            pictures=not no_pictures,
        )
    door.show(told, imports.lines)
