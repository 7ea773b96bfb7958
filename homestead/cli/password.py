"""Passwords at the command line: typed unseen, or piped in; never an argument."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from homestead.core.errors import UsageError

LONGEST = 65_536
"""Bytes read from standard input; the service says how long a password may be."""

FromStdin = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input."),
]


def read(name: str, *, from_stdin: bool) -> str:
    """Return the password for the user called `name`.

    Raises UsageError where there is neither a terminal nor `from_stdin`, when the two
    times it is typed differ, and for what is no text.
    """
    if from_stdin:
        return _piped()
    if not sys.stdin.isatty():
        raise UsageError(
            "There is no terminal to type a password in.",
            hint="Pipe it in, and say so: --password-stdin.",
        )
    return _typed(name)


def _piped() -> str:
    """Return what standard input says, without the end of its line."""
    try:
        text = sys.stdin.buffer.read(LONGEST).decode()
    except UnicodeDecodeError as error:
        raise UsageError("The password is not text in UTF-8.") from error
    return text.removesuffix("\n").removesuffix("\r")


def _typed(name: str) -> str:
    import getpass

    try:
        password = getpass.getpass(f"New password for {name}: ")
        again = getpass.getpass("The same once more: ")
    except EOFError as error:
        raise UsageError("No password was typed.") from error
    if password != again:
        raise UsageError("The two were not the same.", hint="Try once more.")
    return password
