"""Exports for a browser: written aside whole, then handed out piece by piece."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from homestead.core import clock, when
from homestead.core.errors import UsageError
from homestead.core.house import NamedFile
from homestead.services import access, exporting
from homestead.services.importing import incoming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.house import House

KINDS = {"json": "application/json", "zip": "application/zip"}
"""What everything may be taken home as, and the media type of each."""

_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out: what it is called, its media type, its bytes in pieces."""

    name: str
    kind: str
    size: int
    pieces: Iterator[bytes]


def prepare(house: House, *, kind: str) -> Download:
    """Write an export and return it, ready to be handed out.

    It lies in a file without a name: nothing of it is left when it has been sent, or
    if it never is. Raises UsageError for another kind, and as `exporting.write` does.
    """
    access.require(house.asker, "export.run")
    if kind not in KINDS:
        raise UsageError(f"There is nothing to download as {kind[:20]!r}.")
    file = tempfile.TemporaryFile(dir=incoming.folder(house.paths))  # noqa: SIM115 - closed by whoever sends it
    try:
        exporting.write(house, files=[NamedFile("-", file)], format=kind)
        size = file.seek(0, 2)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    day = when.wall(clock.now(), house.zone)[:10]
    pieces = _pieces(house, file)
    return Download(f"homestead-{day}.{kind}", KINDS[kind], size, pieces)


def _pieces(house: House, file: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := house.aside(lambda: file.read(_PIECE)):
            yield piece
    finally:
        house.aside(file.close)  # freeing a large file takes a while
