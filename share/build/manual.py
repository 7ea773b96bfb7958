"""Write what people read about the command line from the command line itself.

    python share/build/manual.py          writes the files below `share/`
    python share/build/manual.py --check  exits 1 when one of them is out of date

Makes `doc/commands.md`, `man/homestead.1` and `completions/homestead.*`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typer._click.core import Context
from typer._completion_shared import get_completion_script
from typer.core import TyperGroup

from homestead import __version__
from homestead.cli.catalogue import SECTIONS
from homestead.cli.door import Door
from homestead.cli.program import EVERYWHERE, FIRST, Nouns
from homestead.core import errors
from homestead.core.terms import Terms
from homestead.integration import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer._click.core import Command

    from homestead.core.module import Module

SHARE = Path(__file__).resolve().parents[1]
NAME = "a private home server for a plural system"
USUAL = {name for names in EVERYWHERE for name in names} | {"--help"}


def contexts(command: Command, parent: Context | None, name: str) -> Iterator[Context]:
    """Yield the context of `command` and of every command below it."""
    here = Context(command, parent=parent, info_name=name)
    yield here
    if isinstance(command, TyperGroup):
        for verb in command.list_commands(here):
            yield from contexts(command.get_command(here, verb), here, verb)


def everything(terms: Terms | None = None) -> list[Context]:
    """Return the context of every command, in the order of `--help`."""
    program = Nouns(name="homestead", door=Door(), terms=terms or Terms())
    root = Context(program, info_name="homestead", obj=Door())
    commands = {noun: program.get_command(root, noun) for noun in nouns()}
    for module in modules():
        commands[module.name] = program.take(module.name, module.commands())
    return [
        found
        for noun, command in commands.items()
        for found in contexts(command, root, noun)
    ]


def nouns() -> list[str]:
    """Return the nouns that are always there, in the order of `--help`."""
    return [noun for section in SECTIONS.values() for noun in section]


def modules() -> list[Module]:
    """Return the modules that come with Homestead and bring commands."""
    found = [finding.load(find) for find in finding.ours_all()]
    return [module for module in found if module.commands]


def usage(context: Context) -> str:
    """Return `homestead alter add NAME [OPTIONS]` on one line."""
    pieces = context.command.collect_usage_pieces(context)
    return " ".join([context.command_path, *pieces])


def options(context: Context) -> list[tuple[str, str]]:
    """Return what a command takes, without what every command takes."""
    found = []
    for param in context.command.get_params(context):
        if USUAL.isdisjoint(param.opts) and (told := param.get_help_record(context)):
            name, text = told
            found.append((name, " ".join(text.split())))
    return found


def examples(context: Context) -> list[str]:
    """Return the examples of a command, a line each."""
    return (context.command.epilog or "").splitlines()


def exit_codes() -> list[tuple[int, str]]:
    """Return each exit code with the error that causes it."""
    family = errors.HomesteadError.__subclasses__()
    known = [kind for kind in family if kind.__module__ == errors.__name__]
    kinds = [errors.HomesteadError, *known]
    codes = {0: "Done."}
    for kind in kinds:
        line = (kind.__doc__ or "").splitlines()[0]
        codes[kind.exit_code] = (
            f"{codes[kind.exit_code]} {line}" if kind.exit_code in codes else line
        )
    return sorted(codes.items())


def markdown() -> str:
    """Return `doc/commands.md`."""
    out = ["# The command line", "", "To begin with:", ""]
    out += [f"    {line}" for line in Terms().fill(FIRST).splitlines()]
    out += ["", "Every command also takes:", ""]
    out += [f"- `{', '.join(names)}`: {told}" for names, told in EVERYWHERE.items()]
    out += ["- `--home DIR`: the home in that directory instead of the usual one.", ""]
    out += ["| exit code | means |", "|---|---|"]
    out += [f"| {code} | {told} |" for code, told in exit_codes()]
    for context in everything():
        out += ["", f"## {context.command_path}", "", f"    {usage(context)}", ""]
        out += [(context.command.help or "").strip()]
        rows = options(context)
        if rows:
            out += ["", "| | |", "|---|---|"]
            out += [
                f"| `{name}` | {told.replace('|', '&#124;')} |" for name, told in rows
            ]
        if lines := examples(context):
            out += ["", *(f"    {line}" for line in lines)]
    return "\n".join(out).rstrip() + "\n"


def troff(text: str) -> str:
    """Return `text` with what troff would read as its own made plain."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\n".join(f"\\&{ln}" if ln[:1] in ".'" else ln for ln in plain.split("\n"))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a help text."""
    told = [" ".join(each.split()) for each in text.split("\n\n")]
    return [line for each in told for line in (".PP", troff(each))][1:]


def literal(lines: list[str]) -> list[str]:
    """Return `lines` as troff shows them unchanged."""
    return [".PP", ".nf", ".RS", *map(troff, lines), ".RE", ".fi"] if lines else []


def man() -> str:
    """Return `man/homestead.1`."""
    out = [
        f'.TH HOMESTEAD 1 "" "homestead {__version__}" "Homestead"',
        ".SH NAME",
        f"homestead \\- {troff(NAME)}",
        ".SH SYNOPSIS",
        ".B homestead",
        ".I command",
        "[options]",
    ]
    named = [troff(noun) for noun in (*nouns(), *(each.name for each in modules()))]
    out += [".SH DESCRIPTION", "Commands: " + ", ".join(named) + "."]
    out += [".PP", "To begin with:", *literal(Terms().fill(FIRST).splitlines())]
    out += [".SH OPTIONS OF EVERY COMMAND"]
    for names, told in EVERYWHERE.items():
        out += [".TP", f".B {troff(', '.join(names))}", troff(told)]
    out += [".TP", '.BI \\-\\-home " DIR"', "The home in that directory."]
    out += [".SH COMMANDS"]
    for context in everything():
        out += [f".SS {troff(usage(context))}"]
        out += paragraphs(context.command.help or "")
        for name, told in options(context):
            out += [".TP", f".B {troff(name)}", troff(told)]
        out += literal(examples(context))
    out += [".SH EXIT STATUS"]
    for code, told in exit_codes():
        out += [".TP", f".B {code}", troff(told)]
    out += [".SH ENVIRONMENT", ".TP", ".B HOMESTEAD_HOME", "Where the home lies."]
    return "\n".join(line for line in out if line.strip()) + "\n"


def files() -> dict[Path, str]:
    """Return every file this script makes, with what belongs in it."""
    made = {
        SHARE / "doc" / "commands.md": markdown(),
        SHARE / "man" / "homestead.1": man(),
    }
    for shell in ("bash", "zsh", "fish"):
        script = get_completion_script(
            prog_name="homestead", complete_var="_HOMESTEAD_COMPLETE", shell=shell
        )
        made[SHARE / "completions" / f"homestead.{shell}"] = script.strip() + "\n"
    return made


def main() -> int:
    """Write the files, or only look at them."""
    outdated = [
        path
        for path, text in files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in outdated:
        print(f"{path.relative_to(SHARE.parent)} is out of date")
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files()[path], encoding="utf-8")
    return 1 if outdated and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
