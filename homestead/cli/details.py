"""Options that say something of somebody, shared by what adds and what edits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

Handle = Annotated[
    str | None,
    typer.Option(
        metavar="HANDLE",
        help="What one types: a-z, 0-9, - and _. Made from the name if not given.",
    ),
]
DisplayName = Annotated[
    str | None, typer.Option(help="A longer name, for show.", metavar="TEXT")
]
Pronouns = Annotated[
    str | None, typer.Option(help="Any, in any words.", metavar="TEXT")
]
Color = Annotated[
    str | None, typer.Option(help="#88aa33, or a name such as coral.", metavar="COLOR")
]
Description = Annotated[
    str | None, typer.Option(help="Markdown; - reads standard input.", metavar="TEXT")
]
Privacy = Annotated[
    str | None,
    typer.Option(help="private, trusted, friends or public.", metavar="LEVEL"),
]
Birthday = Annotated[
    str | None,
    typer.Option(help="2004-02-29, or 02-29 if the year is unknown.", metavar="DATE"),
]
HideYear = Annotated[
    bool | None, typer.Option("--hide-year/--show-year", help="Who sees the year.")
]
Tags = Annotated[
    list[str] | None,
    typer.Option(
        "--tag",
        help="A tag; once for each. They replace those there are.",
        metavar="TAG",
    ),
]
Proxies = Annotated[
    list[str] | None,
    typer.Option(
        "--proxy",
        metavar="TAGS",
        help="What marks their words: y:text, [text]; once for each.",
    ),
]
KeepProxy = Annotated[
    bool | None,
    typer.Option("--keep-proxy/--drop-proxy", help="Leave the marks in what they say."),
]
Autoproxy = Annotated[
    bool | None, typer.Option(help="Whether others may speak as them unmarked.")
]
Custom = Annotated[
    bool | None,
    typer.Option(
        "--custom/--no-custom", help="A state such as Blurry or Asleep, not {an_alter}."
    ),
]
Tier = Annotated[
    str | None, typer.Option(metavar="TIER", help="primary, co-front or co-conscious.")
]

NewName = Annotated[
    str | None, typer.Argument(metavar="[NEW NAME]", help="The new name.")
]
NewHandle = Annotated[
    str | None, typer.Option(metavar="HANDLE", help="The new handle.")
]

Picture = Annotated[
    str | None,
    typer.Argument(
        metavar="[FILE]", help="PNG, JPEG, GIF or WebP; - reads standard input."
    ),
]
SavePicture = Annotated[
    str | None,
    typer.Option(
        help="Write the picture here instead; - is standard output.", metavar="FILE"
    ),
]
CropPicture = Annotated[
    str | None,
    typer.Option(
        "--crop",
        help="Take this square of it: its left, its top and its size, in pixels.",
        metavar="X,Y,SIZE",
    ),
]
ClearPicture = Annotated[bool, typer.Option("--clear", help="Take it away.")]

_SERVICE = {"proxy": "proxy_tags", "hide_year": "birthday_year_hidden"}


def given(options: Mapping[str, Any], *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the options that were given, by the names services know them by."""
    said = {
        _SERVICE.get(name, name): value
        for name, value in options.items()
        if value is not None and name not in {"ctx", *but}
    }
    if "description" in said:
        said["description"] = written(said["description"])
    return said


def written(text: str) -> str:
    """Return `text`, or for `-` what comes on standard input."""
    if text != "-":
        return text
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
