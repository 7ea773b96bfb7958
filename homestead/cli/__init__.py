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
    except Exception as error:  # noqa: BLE001 - the door itself
        door.fail(_unforeseen(door, error))
        return HomesteadError.exit_code
    return code


def _unforeseen(door: Door, error: Exception) -> HomesteadError:
    """Tell of a fault of ours: plainly, and with everything for `--verbose`."""
    if door.verbose:
        import traceback

        traceback.print_exception(error)
    return HomesteadError(
        f"Something went wrong inside Homestead ({type(error).__name__}: {error}).",
        hint="Nothing half-done stays; run it with --verbose to see where it was.",
    )


def _answer(door: Door, words: list[str]) -> int:
    """Answer the words typed most often at once, everything else through Typer."""
    if "_HOMESTEAD_COMPLETE" not in os.environ:
        from homestead.cli import hot

        if hot.answered(door, words):
            return 0
    from homestead.cli import program

    return program.run(door, words)
