"""The owner's own files, `<config>/templates` and `<config>/static`: what there is.

They may change at any time. Nobody asks the disk for each page: the folders are looked
through once a second at most, and only while somebody looks at pages. What leads out of
a folder is not in it, nor what begins with a dot, nor what is no plain file.
"""

from __future__ import annotations

import os
import stat
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY = 1.0
"""Seconds between two looks."""

MOST = 5_000
"""Files in one folder; further ones are left alone."""

DEEPEST = 8
"""Folders within folders."""

ALTERS = "alters"
"""Where an alter's own files lie: `alters/seles/` within the folder."""


class Stamp(NamedTuple):
    """By which a file is known to have changed."""

    changed: int
    size: int
    moved: int
    number: int


class Folder:
    """One folder of the owner's, as it was at the last look.

    `files` are its files by their names within it, `left` says of others why they are
    left alone.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self.files: dict[str, Stamp] = {}
        self.left: dict[str, str] = {}

    def look(self) -> bool:
        """Look what is there now; tell whether that is something else."""
        before = self.files, self.left
        found = _Look(self.place)
        self.files, self.left = found.files, found.left
        return before != (self.files, self.left)

    def path(self, name: str) -> str:
        """Return where a file lies."""
        return os.path.join(self.place, *name.split("/"))

    def of(self, alter: str, name: str) -> str | None:
        """Return the file of that name that lies in an alter's own folder, if one."""
        theirs = f"{ALTERS}/{alter}/{name}"
        return theirs if alter and theirs in self.files else None

    def read(self, name: str, most: int) -> bytes:
        """Return what a file holds. Raises OSError, ValueError for too large a one."""
        # What was a file a moment ago may be a pipe by now: do not wait for it.
        handle = os.open(self.path(name), os.O_RDONLY | os.O_NONBLOCK)
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError("It is no plain file.")
            body = file.read(most + 1)
        if len(body) > most:
            raise ValueError(f"It is larger than {most // 1024} KiB.")
        return body


class Watch:
    """Looks through folders when asked to, once a second at most.

    `aside` runs the looking off the event loop, `changed` is called after each change.
    """

    def __init__(
        self,
        folders: tuple[Folder, ...],
        aside: Callable[[Callable[[], bool]], bool],
        changed: Callable[[], None],
    ) -> None:
        self._folders = folders
        self._aside = aside
        self._changed = changed
        self._due = 0.0

    def look(self, *, at_once: bool = False) -> None:
        """Look whether anything has changed, unless that was done just now."""
        if monotonic() < self._due and not at_once:
            return
        self._due = monotonic() + EVERY
        if self._aside(self._differs):
            self._changed()

    def _differs(self) -> bool:
        looked = [folder.look() for folder in self._folders]
        return any(looked)


class _Look:
    """One look through a folder and those in it."""

    def __init__(self, place: str) -> None:
        self.files: dict[str, Stamp] = {}
        self.left: dict[str, str] = {}
        self._root = os.path.realpath(place) + os.sep
        self._folders = 0
        self._into(place, "", ())

    def _into(self, place: str, within: str, above: tuple[str, ...]) -> None:
        real = os.path.realpath(place)
        self._folders += 1
        if real in above or len(above) > DEEPEST or self._folders > MOST:
            return
        try:
            with os.scandir(place) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            return
        for entry in inside:
            if not entry.name.isprintable():
                self.left[within + ascii(entry.name)] = "Its name cannot be shown."
            elif not entry.name.startswith(".") and len(self.files) < MOST:
                self._note(entry, within + entry.name, (*above, real))

    def _note(self, entry: os.DirEntry[str], name: str, above: tuple[str, ...]) -> None:
        try:
            if entry.is_symlink() and not self._is_inside(entry.path):
                self.left[name] = "It is a symbolic link that leads out of the folder."
            elif entry.is_dir():
                self._into(entry.path, f"{name}/", above)
            elif entry.is_file():
                self.files[name] = _stamp(entry.stat())
        except OSError:
            return  # it went while we looked

    def _is_inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self._root)


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ctime_ns, found.st_ino)
