"""`homestead export`: everything out, as one file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.cli.writing import Aside
from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError
from homestead.core.house import NamedFile

if TYPE_CHECKING:
    from homestead.cli.door import Door
    from homestead.core.terms import Terms

app = noun("Write everything into one file you can keep.", no_args_is_help=False)


@app.command(
    epilog="homestead export -o home.zip\nhomestead export | gzip > home.json.gz"
)
def export(
    ctx: typer.Context,
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; - is standard output.",
        ),
    ] = "-",
    format: Annotated[  # noqa: A002
        str,
        typer.Option(
            metavar="FORMAT",
            help="json, or zip with the pictures.  [default: as FILE is called]",
        ),
    ] = "",
) -> None:
    """Write everything into one file: the record of the {system}, and all else.

    `homestead import` takes the file back without a difference.
    """
    door = the_door(ctx)
    kind = format or ("zip" if output.lower().endswith(".zip") else "json")
    if output == "-":
        _to_stdout(door, kind)
        return
    with Aside(output) as file:
        result = door.ask("exporting.write", format=kind, files=[file])
    door.show(result)
    _warn(door, result)
    door.say(f"{_counted(result, door.terms)} written to {output}.")


def _to_stdout(door: Door, kind: str) -> None:
    if sys.stdout.isatty():
        raise UsageError(
            "An export is long, and private: it is not written to a terminal.",
            hint="Name a file: `homestead export -o home.json`.",
        )
    sys.stdout.flush()
    file = NamedFile("-", sys.stdout.buffer)
    _warn(door, door.ask("exporting.write", format=kind, files=[file]))


def _warn(door: Door, result: dict[str, Any]) -> None:
    for warning in result["warnings"]:
        door.say(f"{warning['message']} ({warning['ref']})")


def _counted(result: dict[str, Any], terms: Terms) -> str:
    counts = result["counts"]
    told = [
        (counts["alters"], terms.alter, terms.alters),
        (counts["fronts"], terms.front, terms.fronts),
        (result["pictures"], "picture", "pictures"),
    ]
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in told)
