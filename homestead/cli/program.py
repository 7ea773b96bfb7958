"""The whole command line as one Typer group whose nouns load when they are used."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

import typer
from typer._click.exceptions import ClickException
from typer.core import TyperGroup, TyperOption
from typer.main import get_command, get_command_name, get_group

from homestead.cli import brought
from homestead.cli.catalogue import LISTS, MODULES, SECTIONS
from homestead.core.commands import WithExamples, unknown
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter
    from typer.models import CommandInfo

    from homestead.cli.door import Door
    from homestead.core.terms import Terms

WHAT = """Homestead: a private home server for a plural {system}.

Every command knows --json, --quiet, --verbose and --home DIR.
"""
FIRST = """\
homestead import export.json   bring in what Simply Plural or PluralKit kept
homestead alter add Seles      or begin with nothing
homestead front seles          say who is at the {front}
homestead undo                 take back whatever was last
"""
_PLAIN = {"a valid int": "a whole number", "a valid int range": "a whole number"}
"""What Typer says of values, and how people say it."""

EVERYWHERE = {
    ("--json",): "Print JSON, for scripts.",
    ("--quiet", "-q"): "Print data only.",
    ("--verbose", "-v"): "Tell more.",
}


def run(door: Door, words: list[str]) -> int:
    """Carry out `words`; return the exit code."""
    program = Nouns(name="homestead", door=door)
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    if "_HOMESTEAD_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    try:
        code = program.main(
            args=words, prog_name="homestead", standalone_mode=False, obj=door
        )
    except ClickException as error:
        return _failed(door, error)
    except typer.Abort:
        return 130
    return code if isinstance(code, int) else 0


def _failed(door: Door, error: ClickException) -> int:
    """Tell what was wrong with the command line itself."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message())
        return UsageError.exit_code
    path = context.command_path if context else "homestead"
    message = error.format_message()
    for theirs, ours in _PLAIN.items():
        message = message.replace(f"is not {theirs}.", f"is not {ours}.")
    door.fail(UsageError(message, hint=f"See `{path} --help`."))
    return UsageError.exit_code


def _built(noun: typer.Typer, verb: str | None) -> Command:
    """Build a noun's command; of its verbs only `verb`, as each takes its time."""
    known = noun.registered_commands
    asked = [each for each in known if _name(each) == verb]
    if not asked or len(known) == 1:
        return get_command(noun)
    noun.registered_commands = asked
    try:
        return get_group(noun)
    finally:
        noun.registered_commands = known


def _name(verb: CommandInfo) -> str:
    return verb.name or get_command_name(getattr(verb.callback, "__name__", ""))


class Nouns(WithExamples, TyperGroup):
    """The root of the command line: finds a noun's file by its name."""

    def __init__(
        self, *, door: Door, terms: Terms | None = None, **settings: Any
    ) -> None:
        super().__init__(
            rich_markup_mode=None,
            no_args_is_help=True,
            subcommand_metavar="COMMAND …",
            context_settings={"help_option_names": ["--help", "-h"]},
            **settings,
        )
        self._door = door
        self._words = terms
        self._verb: str | None = None
        self.params.append(
            TyperOption(
                param_decls=["--version"],
                is_flag=True,
                help="Tell which Homestead this is.",
                expose_value=False,
            )
        )

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Typer's
        """Return every noun, in the order in which help shows them."""
        return [noun for section in SECTIONS.values() for noun in section]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Load the noun's file and return its command, or None."""
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        app = self._app(ctx, cmd_name)
        return None if app is None else self.take(cmd_name, app)

    def take(self, noun: str, app: typer.Typer) -> Command:
        """Make these the commands of a noun, and return them."""
        command = _built(app, self._verb)
        command.name = noun
        _finish(command, self._terms())
        self.commands[noun] = command
        return command

    def _app(self, ctx: Context, noun: str) -> typer.Typer | None:
        if noun in self.list_commands(ctx):
            found = importlib.import_module(f"homestead.cli.{MODULES.get(noun, noun)}")
            app: typer.Typer = found.app
            return app
        return brought.noun(self._door, noun) if noun.isidentifier() else None

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the noun; suggest the one that may have been meant."""
        if args[0] in LISTS and args[1:2] == ["list"]:
            args = [args[0], *args[2:]]
        noun, self._verb = args[0], next(iter(args[1:]), None)
        if self.get_command(ctx, noun) is None and not noun.startswith("-"):
            raise unknown(noun, ctx, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help in the home's words."""
        self.help = self._terms().fill(WHAT)
        self.epilog = self._terms().fill(FIRST)
        super().format_help(ctx, formatter)

    def format_commands(
        self,
        ctx: Context,  # noqa: ARG002 - Typer's
        formatter: HelpFormatter,
    ) -> None:
        """Write the nouns under their headings."""
        terms = self._terms()
        others = brought.nouns(self._door)
        for title, nouns in (*SECTIONS.items(), *_if_any("Modules", others)):
            with formatter.section(title):
                formatter.write_dl(
                    [(noun, terms.fill(told)) for noun, told in nouns.items()]
                )

    def _terms(self) -> Terms:
        if self._words is None:
            self._words = self._door.terms
        return self._words


def _if_any(title: str, nouns: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    return [(title, nouns)] if nouns else []


def _finish(command: Command, terms: Terms) -> None:
    """Put the home's words into the help, and the options every command knows."""
    command.help = terms.fill(command.help or "")
    for param in command.params:
        param.metavar = param.metavar and terms.fill(param.metavar)
        if told := getattr(param, "help", None):
            param.help = terms.fill(told)  # type: ignore[attr-defined]
    verbs = getattr(command, "commands", {})
    for verb in verbs.values():
        _finish(verb, terms)
    if not verbs or getattr(command, "invoke_without_command", False):
        command.params += [
            TyperOption(
                param_decls=[*names], is_flag=True, help=told, expose_value=False
            )
            for names, told in EVERYWHERE.items()
        ]
