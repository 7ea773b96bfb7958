"""Files on their way into the home: kept privately until they are brought in.

They lie in `<data>/incoming`, each under a name of our own. What somebody called a
file is only ever shown, never used as a path.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homestead.core.errors import CannotCreateError, UsageError
from homestead.core.house import NamedFile
from homestead.services.importing.reading import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homestead.core.paths import Paths

MOST_FILES = 20

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Held:
    """A file put aside: what its owner calls it, where it lies, its bytes."""

    name: str
    path: str
    size: int


def folder(paths: Paths) -> str:
    """Return where files on their way lie; only we can look into it."""
    place = os.path.join(paths.data, "incoming")
    os.makedirs(place, 0o700, exist_ok=True)
    return place


def sweep(paths: Paths) -> None:
    """Remove what an earlier process left lying; nobody will ask for it any more."""
    place = folder(paths)
    for name in os.listdir(place):
        os.unlink(os.path.join(place, name))


def hold(paths: Paths, files: Sequence[NamedFile]) -> list[Held]:
    """Put copies of `files` aside and close them; the disk takes its time for both.

    Raises UsageError for none, or too many.
    """
    if not files:
        raise UsageError("Choose a file first.", fields={"file": "is missing"})
    if len(files) > MOST_FILES:
        raise UsageError(f"Give at most {MOST_FILES} files at once.")
    held: list[Held] = []
    try:
        held.extend(_held(paths, each) for each in files)
    except OSError as error:
        raise CannotCreateError(
            f"There is no room to put aside what you sent: {error.strerror}.",
            hint="Free some space, and send it again.",
        ) from error
    finally:
        if len(held) < len(files):
            release(held)
    return held


def release(held: Sequence[Held]) -> None:
    """Remove files that were put aside, those that are gone already too."""
    for each in held:
        if os.path.lexists(each.path):
            os.unlink(each.path)


@contextmanager
def opened(held: Sequence[Held]) -> Iterator[list[NamedFile]]:
    """Open what was put aside, to be read."""
    with ExitStack() as stack:
        yield [
            NamedFile(each.name, stack.enter_context(open(each.path, "rb")))
            for each in held
        ]


def _held(paths: Paths, given: NamedFile) -> Held:
    path = os.path.join(folder(paths), secrets.token_hex(16))
    with given.file, open(os.open(path, _FLAGS, 0o600), "wb") as out:
        try:
            shutil.copyfileobj(given.file, out, _CHUNK)
        except BaseException:
            os.unlink(path)
            raise
        return Held(plain_name(given.name), path, out.tell())
