"""Pictures from an avatar ZIP, matched by the ids they are named by."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from homestead.core.errors import UsageError
from homestead.services import pictures
from homestead.services.importing import known
from homestead.services.importing.links import PEOPLE
from homestead.services.importing.plan import Note
from homestead.services.importing.report import FAILED, IMPORTED, UNCHANGED, UPDATED

if TYPE_CHECKING:
    from types import TracebackType

    from homestead.core.house import House
    from homestead.services.importing.archives import Archive
    from homestead.services.importing.plan import Plan
    from homestead.services.importing.work import Work

_FOLDERS = {"alters": "alters", "custom_fronts": "alters", "system": "system"}
_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")


class Avatars:
    """The pictures of an import.

    `with avatars:` writes their files, on disk before the database speaks of them, and
    takes away again what the import did not use, or all if it failed.
    """

    def __init__(self, house: House, plan: Plan, archives: list[Archive]) -> None:
        self._house = house
        self._app = plan.app
        self._members = {
            PurePath(name).stem: (archive, name)
            for archive in archives
            for name in archive.names
            if name.lower().endswith(_ENDINGS)
        }
        ids = {each.source_id: each.collection for each in plan.entries}
        self._wanted = {
            each: folder
            for each in self._members
            if (folder := self._folder(each, ids)) is not None
        }
        self._names: dict[str, str] = {}
        self._bad: dict[str, Note] = {}
        self._new: set[str] = set()
        self._used: set[str] = set()

    @property
    def given(self) -> bool:
        """Tell whether any pictures came with the import."""
        return bool(self._members)

    def __enter__(self) -> None:
        try:
            self._house.aside(lambda: self._look(write=True))
        except BaseException:
            self._discard(self._new)
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        used = self._used if error is None else set()
        self._discard(self._new - used)

    def rehearse(self) -> None:
        """Look at the pictures without writing any."""
        self._house.aside(lambda: self._look(write=False))

    def settle(self, work: Work) -> None:
        """Give each picture to whom it shows, and count what became of it."""
        for identity in self._members:
            outcome, notes = self._settled(work, identity)
            work.report.count("avatars", identity, outcome, notes)

    def _settled(self, work: Work, identity: str) -> tuple[str, list[Note]]:
        if identity in self._bad:
            return FAILED, [self._bad[identity]]
        place = _place(work, identity)
        if place is None:
            nobody = "It shows nobody of this file or of an earlier one."
            return FAILED, [Note("picture_of_nobody", nobody)]
        name = self._names.get(identity, "")
        source = work.find("avatars", identity)
        if source is None:
            work.source("avatars", identity, place, name)
        elif source.snapshot != name:
            work.writer.update("sources", source.id, {"snapshot": name})
        else:
            return UNCHANGED, []
        return self._given(work, place, name, source)

    def _given(
        self, work: Work, place: tuple[str, int], name: str, source: known.Source | None
    ) -> tuple[str, list[Note]]:
        """Set the picture, unless another one was chosen here."""
        table, row = place
        now = work.reader.value(f"SELECT avatar FROM {table} WHERE id = ?", (row,))  # noqa: S608
        if now and (source is None or now != source.snapshot):
            work.report.warn(
                "own_picture", "A picture was chosen here already; it stays."
            )
            return UNCHANGED, []
        self._used.add(name)
        work.writer.update(table, row, {"avatar": name})
        return (IMPORTED if source is None else UPDATED), []

    def _discard(self, names: set[str]) -> None:
        for name in names:
            pictures.place(self._house, name).unlink(missing_ok=True)

    def _folder(self, identity: str, ids: dict[str, str]) -> str | None:
        """Return where a picture belongs: whose id it is, in the file or known here."""
        if identity in ids:
            return _FOLDERS.get(ids[identity])
        for collection, folder in _FOLDERS.items():
            if known.find(self._house.app, self._app, collection, (identity,)):
                return folder
        return None

    def _look(self, *, write: bool) -> None:
        """Name by its content each picture that shows somebody; `write` its file."""
        total = len(self._wanted)
        for done, (identity, folder) in enumerate(self._wanted.items()):
            self._house.progress(done, total, "pictures")
            archive, member = self._members[identity]
            try:
                content = archive.read(member, limit=pictures.MOST_BYTES)
                self._names[identity] = pictures.named(folder, content)
            except UsageError as error:
                self._bad[identity] = Note("bad_picture", error.message)
                continue
            if write:
                self._write(self._names[identity], content)

    def _write(self, name: str, content: bytes) -> None:
        target = pictures.place(self._house, name)
        if not target.exists():
            self._new.add(name)
            pictures.write(target, content)


def _place(work: Work, identity: str) -> tuple[str, int] | None:
    """Return the table and row of whoever has this id in the app."""
    row = work.row(*PEOPLE, source_id=identity)
    if row is not None:
        return "alters", row
    row = work.row("system", source_id=identity)
    return None if row is None else ("system", row)
