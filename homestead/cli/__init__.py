"""The shell door: parse, call one service function, print."""

from __future__ import annotations

import os
import sys

from homestead.cli.door import Door
from homestead.core.errors import HomesteadError


def run(argv: list[str]) -> int:
    """Run one command line; return its exit code."""
    door, words = Door.of(argv)
    try:
        code = _answer(door, words)
        sys.stdout.flush()
    except HomesteadError as error:
        door.fail(error)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read us has enough (`| head`); Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _answer(door: Door, words: list[str]) -> int:
    """Answer the words typed most often at once, everything else through Typer."""
    if "_HOMESTEAD_COMPLETE" not in os.environ:
        from homestead.cli import hot

        if hot.answered(door, words):
            return 0
    from homestead.cli import program

    return program.run(door, words)
