"""`homestead paths`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import typer

from homestead.core.commands import noun, the_door

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

app = noun("Where everything is, and why there.", no_args_is_help=False)


@app.command()
def paths(ctx: typer.Context) -> None:
    """Tell where the home's directories are, and what decided each of them."""
    door = the_door(ctx)
    found = door.paths
    door.show({**dict(found.each()), "why": found.why}, _lines)


def _lines(result: dict[str, Any], _: Terms) -> Iterator[str]:
    for kind, why in result["why"].items():
        place = result[kind]
        missing = "" if os.path.isdir(place) else ", not made yet"
        yield f"{kind:<7} {place}  ({why}{missing})"
