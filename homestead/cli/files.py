"""Files named on the command line, opened for the service that takes them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from homestead.core.errors import NotFoundError, NotPermittedError, UsageError
from homestead.core.house import NamedFile

if TYPE_CHECKING:
    from contextlib import ExitStack


def opened(word: str, stack: ExitStack) -> NamedFile:
    """Return the file called `word`, open for reading; `-` is standard input.

    Raises NotFoundError, NotPermittedError, or UsageError for a directory.
    """
    if word == "-":
        return NamedFile("-", _standard_input())
    if not word:
        raise UsageError(
            "The name of a file is empty.", hint="Check what stands in its place."
        )
    path = Path(os.path.expanduser(word))  # Path's own raises for ~nobody
    try:
        return NamedFile(path.name, stack.enter_context(path.open("rb")))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFoundError(
            f"There is no file {word!r}.", hint="Check the name, and where you are."
        ) from error
    except IsADirectoryError as error:
        raise UsageError(
            f"{word!r} is a directory.", hint="Name the files in it."
        ) from error
    except OSError as error:
        raise NotPermittedError(
            f"{word!r} cannot be read: {error.strerror}.",
            hint="Check who may read it.",
        ) from error


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise UsageError(
            "There is no standard input.", hint="Give the file by its name."
        )
    return sys.stdin.buffer
