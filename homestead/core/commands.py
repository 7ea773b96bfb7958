"""How every noun of the command line is made, so that all help reads alike.

The one door to Typer for whoever brings commands: ours and those of modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from typer._click.exceptions import UsageError as Misused
from typer.core import TyperCommand, TyperGroup

from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Protocol

    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter

    from homestead.core.house import NamedFile
    from homestead.core.terms import Terms

    class Door(Protocol):
        """How a command calls the home and prints what it is told."""

        json: bool
        quiet: bool
        verbose: bool

        def ask(
            self, call: str, /, *, files: Sequence[NamedFile] = (), **args: Any
        ) -> Any:
            """Call a service or a module, `garden.add` for one."""

        def show(
            self,
            result: Any,
            lines: Callable[[Any, Terms], Iterable[str]] | None = None,
        ) -> None:
            """Print a result: as JSON when asked to, else as `lines` of it."""

        def say(self, text: str) -> None:
            """Tell something beside the data."""


def noun(help_text: str, **settings: Any) -> Noun:
    """Return the Typer application of one noun; help is plain text on purpose.

    `{alter}`, `{system}`, `{front}` and their plurals in help become the home's words.
    """
    helps = settings.setdefault("no_args_is_help", True)
    return Noun(
        help=help_text,
        cls=Verbs,
        rich_markup_mode=None,
        add_completion=False,
        subcommand_metavar="COMMAND …" if helps else "[COMMAND …]",
        **settings,
    )


def the_door(ctx: typer.Context) -> Any:
    """Return the `Door` this command was called through."""
    door: Door = ctx.obj
    return door


class Noun(typer.Typer):
    """A Typer application whose commands are all a `Verb`."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[..., Any]:
        """Return the decorator that makes a function a command of this noun.

        `epilog` holds examples, one a line.
        """
        return super().command(name, cls=Verb, **settings)


class WithExamples:
    """A command whose epilog is its examples, a line each."""

    epilog: str | None

    def format_epilog(
        self,
        ctx: Context,  # noqa: ARG002 - Typer's
        formatter: HelpFormatter,
    ) -> None:
        """Write the examples as they are, under a heading of their own."""
        if self.epilog:
            with formatter.section("Examples"):
                for line in self.epilog.splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Verb(WithExamples, TyperCommand):
    """One command."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what follows the name in the usage line: `NAME` is needed as it is."""
        return [each.strip("{}") for each in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the command line; whatever is wrong with it knows where it was."""
        try:
            return super().parse_args(ctx, args)
        except Misused as error:
            error.ctx = error.ctx or ctx
            raise


class Verbs(WithExamples, TyperGroup):
    """The commands of one noun."""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the command; suggest the one that may have been meant."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise unknown(f"{ctx.command_path} {args[0]}", ctx, self.commands)
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: Context,  # noqa: ARG002 - Typer's
        formatter: HelpFormatter,
    ) -> None:
        """Write each command with the whole first sentence of its help."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(verb, summary(self.commands[verb])) for verb in self.commands]
            )


def unknown(called: str, ctx: Context, known: Iterable[str]) -> UsageError:
    """Return the error for a command that is not there, with what may be meant."""
    from homestead.core.handles import suggest

    word = called.rpartition(" ")[2]
    near = suggest(word, known)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return UsageError(
        f"There is no command {called.removeprefix('homestead ')!r}.",
        hint=f"{hint}See `{ctx.command_path} --help`.",
    )


def summary(command: Command) -> str:
    """Return the first paragraph of a command's help."""
    return " ".join((command.help or "").split("\n\n")[0].split())
