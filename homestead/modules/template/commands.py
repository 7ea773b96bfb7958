"""`homestead template`: how it looks, and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError
from homestead.core.house import NamedFile
from homestead.modules.template import telling
from homestead.services.styles import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

app = noun("Looks: how the home looks when somebody is at the {front}.")

Whose = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="Whose look; left out: the home's own."),
]


def _option(name: str, metavar: str) -> Any:
    """Return the option for one token; what it may be follows from its table."""
    token = tokens.NAMES[name]
    told = f"{token.help} {', '.join(f'`{each}`' for each in token.choices)}".strip()
    if token.kind == tokens.NUMBER:
        told += f" From {token.least:g} to {token.most:g}; 1 is usual."
    elif token.choices:
        told += "."
    return typer.Option(help=told, metavar=metavar)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the looks: whose there are, and which is worn."""
    door = the_door(ctx)
    door.show(door.ask("template.list"), telling.listed)


@app.command()
def show(ctx: typer.Context, name: Whose = None) -> None:
    """Show what a look says, and how readable its colours are."""
    door = the_door(ctx)
    door.show(door.ask("template.show", alter=name), telling.shown)


@app.command()
def presets(ctx: typer.Context) -> None:
    """List the looks that come with Homestead."""
    door = the_door(ctx)
    door.show(door.ask("template.presets"), telling.presets)


@app.command(epilog="homestead template wear midnight seles")
def wear(
    ctx: typer.Context,
    preset: Annotated[
        str, typer.Argument(metavar="PRESET", help="One that `presets` lists.")
    ],
    name: Whose = None,
) -> None:
    """Take one of the looks that come with Homestead."""
    door = the_door(ctx)
    told = door.ask("template.wear", preset=preset, alter=name)
    door.show(told, telling.changed)


@app.command(
    epilog="homestead template change seles --primary coral --font dyslexic\n"
    'homestead template change seles --ground ""     as it follows from the others'
)
def change(  # noqa: PLR0913 - one for each token
    ctx: typer.Context,
    name: Whose = None,
    *,
    primary: Annotated[str | None, _option("primary", "COLOR")] = None,
    accent: Annotated[str | None, _option("accent", "COLOR")] = None,
    ground: Annotated[str | None, _option("ground", "COLOR")] = None,
    text: Annotated[str | None, _option("text", "COLOR")] = None,
    scheme: Annotated[str | None, _option("scheme", "WHEN")] = None,
    font: Annotated[str | None, _option("font", "FONT")] = None,
    size: Annotated[str | None, _option("size", "NUMBER")] = None,
    radius: Annotated[str | None, _option("radius", "NUMBER")] = None,
    density: Annotated[str | None, _option("density", "HOW")] = None,
    motion: Annotated[str | None, _option("motion", "HOW")] = None,
) -> None:
    """Change a look; an empty text takes back what was chosen."""
    door = the_door(ctx)
    told = door.ask("template.change", alter=name, tokens=_given(locals()))
    door.show(told, telling.changed)


@app.command(epilog="homestead template background seles meadow.jpg")
def background(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose; _home: all's.")],
    file: Annotated[
        typer.FileBinaryRead | None,
        typer.Argument(metavar="[FILE]", help="PNG, JPEG, GIF or WebP."),
    ] = None,
    *,
    clear: Annotated[bool, typer.Option("--clear", help="Take it away.")] = False,
) -> None:
    """Put a picture behind everything."""
    door = the_door(ctx)
    files = [NamedFile(file.name, file)] if file else []
    told = door.ask("template.background", alter=name, files=files, clear=clear)
    door.show(told, telling.changed)


@app.command(epilog="homestead template copy seles dexen")
def copy(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="Whose look; _home: the home's own.")
    ],
    name: Whose = None,
) -> None:
    """Take somebody's look over."""
    door = the_door(ctx)
    told = door.ask("template.copy", source=source, alter=name)
    door.show(told, telling.changed)


@app.command()
def reset(ctx: typer.Context, name: Whose = None) -> None:
    """Let go of a look: the colour of {an_alter} counts again."""
    door = the_door(ctx)
    door.show(door.ask("template.reset", alter=name), telling.changed)


@app.command()
def pin(ctx: typer.Context, name: Whose = None) -> None:
    """Have a look worn from now on, whoever is at the {front}."""
    door = the_door(ctx)
    door.show(door.ask("template.pin", alter=name), telling.pinned)


@app.command()
def unpin(ctx: typer.Context) -> None:
    """Let the look follow the {front} again."""
    door = the_door(ctx)
    door.show(door.ask("template.unpin"), telling.unpinned)


@app.command(epilog="homestead template export seles > seles.look.json")
def export(ctx: typer.Context, name: Whose = None) -> None:
    """Write a look as JSON to standard output, its picture with it."""
    door = the_door(ctx)
    told = door.ask("template.export", alter=name)
    door.show(told, lambda told, _: json.dumps(told, indent=2).splitlines())


@app.command("import", epilog="homestead template import seles.look.json dexen")
def import_(
    ctx: typer.Context,
    file: Annotated[
        typer.FileBinaryRead,
        typer.Argument(
            metavar="FILE", help="What `export` wrote; - is standard input."
        ),
    ],
    name: Whose = None,
) -> None:
    """Take a look out of a file."""
    door = the_door(ctx)
    files = [NamedFile(file.name, file)]
    door.show(door.ask("template.import_", alter=name, files=files), telling.changed)


@app.command(epilog="homestead template check --primary '#ffee00' --ground white")
def check(
    ctx: typer.Context,
    *,
    primary: Annotated[str | None, _option("primary", "COLOR")] = None,
    accent: Annotated[str | None, _option("accent", "COLOR")] = None,
    ground: Annotated[str | None, _option("ground", "COLOR")] = None,
    text: Annotated[str | None, _option("text", "COLOR")] = None,
    scheme: Annotated[str | None, _option("scheme", "WHEN")] = None,
) -> None:
    """Tell how readable colours are together, and what would mend them."""
    door = the_door(ctx)
    told = door.ask("template.check", tokens=_given(locals()))
    door.show(told, telling.checked)


@app.command()
def broken(ctx: typer.Context) -> None:
    """Tell which of one's own templates do not work, and why."""
    door = the_door(ctx)
    door.show(door.ask("template.broken"), telling.broken)


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: options.get(name) for name in tokens.NAMES}
    told = tokens.from_text(
        {name: text for name, text in said.items() if text is not None}
    )
    if not told:
        raise UsageError("Say what to change.", hint="`--help` tells what there is.")
    return told
