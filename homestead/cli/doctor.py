"""`homestead doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.core.commands import noun, the_door

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

app = noun("What is wrong here, and the command that mends it.", no_args_is_help=False)


@app.command()
def doctor(
    ctx: typer.Context,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended without harm.")
    ] = False,
) -> None:
    """Look for what is wrong; exit 1 if something is.

    --fix makes missing directories and closes files that others can read. Works on a
    home that does not open, so it asks no daemon.
    """
    from homestead.services import doctor as service

    door = the_door(ctx)
    result = service.examine(door.paths, fix=fix)
    door.show(result, _verbose if door.verbose else _lines)
    if not result["ok"]:
        raise typer.Exit(1)


def _lines(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    wrong = [each for each in result["checks"] if each["state"] != "ok"]
    yield from _verbose({"checks": wrong}, terms)
    sound = len(result["checks"]) - len(wrong)
    yield f"{sound} checks are fine{', see --verbose' if sound else ''}."


def _verbose(result: dict[str, Any], _: Terms) -> Iterator[str]:
    for each in result["checks"]:
        yield f"{each['state']:<4}  {each['name']}: {each['message']}"
        if each["fix"]:
            yield f"      mend it: {each['fix']}"
