"""The pictures that come with an export, each checked against its name's sum."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from homestead.core.errors import UsageError
from homestead.services import pictures
from homestead.services.importing.plan import Note
from homestead.services.importing.report import FAILED, IMPORTED

if TYPE_CHECKING:
    from types import TracebackType

    from homestead.core.house import House
    from homestead.services.importing.archives import Archive
    from homestead.services.importing.homestead.export import Export
    from homestead.services.importing.report import Report

_NAME = re.compile(r"[a-z]+/[0-9a-f]{64}\.(?:png|jpg|gif|webp)", re.ASCII)
_DAMAGED = Note("picture_damaged", "It is not the picture it was; it is left out.")


def is_name(name: str) -> bool:
    """Tell whether a picture may be called so: `alters/<sha256>.png`."""
    return _NAME.fullmatch(name) is not None


class Pictures:
    """The pictures of one export.

    `with pictures:` writes their files, on disk before the database speaks of them,
    and takes the new ones away again if the import failed.
    """

    def __init__(self, house: House, found: Export, archives: list[Archive]) -> None:
        self._house = house
        self._members = {
            PurePosixPath(name).name: (archive, name)
            for archive in archives
            for name in archive.names
            if name.startswith("pictures/")
        }
        self._named = sorted(filter(is_name, found.pictures()))
        self._damaged: set[str] = set()
        self._new: set[str] = set()

    def __enter__(self) -> None:
        self._house.aside(lambda: self._look(write=True))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in self._new if error is not None else ():
            pictures.place(self._house, name).unlink(missing_ok=True)

    def rehearse(self) -> None:
        """Look at the pictures without writing any."""
        self._house.aside(lambda: self._look(write=False))

    def settle(self, report: Report) -> None:
        """Count what became of each picture that a record names."""
        for name in self._named:
            if name in self._new:
                report.count("pictures", name, IMPORTED)
            elif name in self._damaged:
                report.count("pictures", name, FAILED, [_DAMAGED])
            elif not pictures.place(self._house, name).exists():
                said = "It is neither in the export nor here."
                report.warn("picture_missing", said, f"pictures/{name}")

    def _look(self, *, write: bool) -> None:
        """Find the pictures that are not here yet; `write` their files."""
        for done, name in enumerate(self._named):
            self._house.progress(done, len(self._named), "pictures")
            target = pictures.place(self._house, name)
            member = self._members.get(PurePosixPath(name).name)
            if member is None or target.exists():
                continue
            content = self._content(name, *member)
            if content is None:
                self._damaged.add(name)
                continue
            self._new.add(name)
            if write:
                pictures.write(target, content)

    def _content(self, name: str, archive: Archive, member: str) -> bytes | None:
        """Return a picture's bytes, or None if they are not what its name says."""
        try:
            content = archive.read(member, limit=pictures.MOST_BYTES)
            right = pictures.named(name.partition("/")[0], content) == name
        except UsageError:
            return None
        return content if right else None
