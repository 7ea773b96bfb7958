"""Names a shell can complete.

Handles only, though shells could show what people are called: they evaluate what they
are told, and a name may hold anything.
"""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - Typer reads what it returns
from typing import TYPE_CHECKING, Annotated

import typer

from homestead.core.errors import HomesteadError

if TYPE_CHECKING:
    from homestead.cli.door import Door


def alters(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the handles that begin so."""
    return _known(ctx.obj, "alter", incomplete)


def groups(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the groups that begin so."""
    return _known(ctx.obj, "group", incomplete)


def fields(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the fields that begin so."""
    return _known(ctx.obj, "field", incomplete)


def _known(door: Door, noun: str, incomplete: str) -> Iterator[str]:
    try:
        listed = door.ask(f"{noun}s.list")[f"{noun}s"]
    except HomesteadError:
        return  # a shell that completes has nowhere to tell what is wrong
    for each in listed:
        if each[noun].startswith(incomplete.lower()):
            yield each[noun]


Alter = Annotated[
    str, typer.Argument(metavar="NAME", help="A handle or name.", autocompletion=alters)
]
Alters = Annotated[
    list[str],
    typer.Argument(metavar="NAME…", help="Handles or names.", autocompletion=alters),
]
Group = Annotated[
    str,
    typer.Argument(
        metavar="GROUP", help="A group's handle or name.", autocompletion=groups
    ),
]
Field = Annotated[
    str,
    typer.Argument(
        metavar="FIELD", help="A field's handle or name.", autocompletion=fields
    ),
]
