"""`homestead front`: who is at the front, and the switch."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from homestead.cli import details as option
from homestead.cli import names as known
from homestead.cli.showing import front as showing
from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError

app = noun("Who is at the {front}; switch, add, remove.", no_args_is_help=False)

_EXAMPLES = """\
homestead front                     who is here
homestead front seles dexen         exactly these two
homestead front --add yuki          one more
homestead front seles --at 14:30    since then
homestead front --out               nobody
homestead front --was "20 min ago"  the last switch was then
"""
_TAKES = {
    "current": (),
    "at": ("at",),
    "switch": ("alters", "at", "tier", "status"),
    "add": ("alters", "at", "tier", "status"),
    "remove": ("alters", "at"),
    "out": ("at",),
    "shift": ("at",),
}
"""What can be done, and what can be said to each."""

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME…]",
        help="Switch to exactly these.",
        autocompletion=known.alters,
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN",
        help='Since when: 14:30, "20 min ago", "yesterday 21:00", ISO.'
        " Without a name: who was there then.",
    ),
]


@app.command(epilog=_EXAMPLES)
def front(  # noqa: PLR0913 - one for each way to say who fronts
    ctx: typer.Context,
    names: Names = None,
    *,
    add: Annotated[bool, typer.Option("--add", help="They come too.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="They leave.")] = False,
    out: Annotated[bool, typer.Option("--out", help="Everybody leaves.")] = False,
    was: Annotated[
        str | None,
        typer.Option("--was", metavar="WHEN", help="The last switch was then."),
    ] = None,
    tier: option.Tier = None,
    at: At = None,
    status: Annotated[
        str | None, typer.Option(metavar="TEXT", help='What they say; "" for nothing.')
    ] = None,
) -> None:
    """Say who is at the {front}. With names: make exactly these be there.

    The first one named is primary, the others are co-front. A switch in the past holds
    until the next one recorded.
    """
    door = the_door(ctx)
    flags = {"add": add, "remove": remove, "out": out, "shift": was is not None}
    verb = _verb(names, at, flags)
    if was is not None and at is not None:
        raise UsageError("--was says when already: leave --at out.")
    said = {"alters": names, "at": at or was, "tier": tier, "status": status}
    result = door.ask(f"fronts.{verb}", **_fitting(verb, said))
    if verb == "at":
        door.show(result, showing.then)
    else:
        plain = verb in ("current", "shift")
        door.show(result, showing.lines if plain else showing.switched)


def _verb(names: list[str] | None, at: str | None, flags: dict[str, bool]) -> str:
    """Return what is asked for; UsageError when that is two things at once."""
    chosen = [verb for verb, given in flags.items() if given]
    if len(chosen) > 1:
        raise UsageError("Choose one of --add, --remove, --out and --was.")
    if chosen:
        return chosen[0]
    return "switch" if names else "at" if at is not None else "current"


def _fitting(verb: str, said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said as the service takes it; UsageError if it does not fit."""
    given = {key: value for key, value in said.items() if value not in (None, [])}
    for key in given:
        if key not in _TAKES[verb]:
            what = "A name" if key == "alters" else f"--{key}"
            flag = {"remove": "--remove", "out": "--out", "shift": "--was"}.get(verb)
            where = f"with {flag}" if flag else "without a name"
            raise UsageError(f"{what} cannot be given {where}.")
    if "alters" in _TAKES[verb]:
        given.setdefault("alters", [])
    return {"when": given["at"]} if verb == "at" else given
