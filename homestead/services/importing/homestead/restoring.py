"""What the parts of one restoring share: the rows, the report, and the pictures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

from homestead.core import clock
from homestead.services.importing.homestead import checking
from homestead.services.importing.homestead.pictures import is_name
from homestead.services.importing.homestead.rows import changed
from homestead.services.importing.plan import Note
from homestead.services.importing.report import FAILED, IMPORTED, UNCHANGED, UPDATED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from types import TracebackType

    from homestead.services.exporting.shape import Section
    from homestead.services.importing.homestead.rows import Rows
    from homestead.services.importing.report import Report

TICK = 1000
"""How many records go by between two words about progress."""

_NO_PICTURE = Note("bad_picture", "What it names as its picture can be none.")


class Restoring:
    """One export on its way into one home."""

    def __init__(
        self,
        rows: Rows,
        report: Report,
        progress: Callable[[int, int, str], None],
        total: int,
    ) -> None:
        self.rows = rows
        self.report = report
        self.parents: dict[int, int | None] = {}
        self.kept_here = 0
        self._taken: set[int] = set()
        self._progress = progress
        self._total = total
        self._done = 0

    def counting(self, collection: str, record: Any) -> Outcome:
        """Return what counts one record when its block ends: imported, or as told."""
        self._done += 1
        if self._done % TICK == 0:
            self._progress(self._done, self._total, collection.replace("_", " "))
        uid = record.get("uid") if isinstance(record, dict) else None
        return Outcome(self, collection, str(uid or self._done)[:80])

    def is_first(self, *identity: Any) -> bool:
        """Take what a record without uid is known by; tell whether nobody had it."""
        # Only its hash is held: there may be 400,000, and two never share one.
        known = len(self._taken)
        self._taken.add(hash(identity))
        return len(self._taken) > known

    def check_picture(self, columns: dict[str, Any], outcome: Outcome) -> None:
        """Let go of what a record names as its picture if it can be none."""
        name = columns.get("avatar")
        if name is not None and not is_name(name):
            columns["avatar"] = None
            outcome.note(_NO_PICTURE)

    def bring_up(
        self,
        section: Section,
        row: sqlite3.Row,
        columns: dict[str, Any],
        outcome: Outcome,
        *,
        uid: bool = False,
        more: bool = False,
    ) -> bool:
        """Set what is news in a row, unless it was changed here since; tell whether.

        `uid`: the row's uid counts as well. `more`: there is news beside the columns.
        """
        news = changed(section, row, columns)
        if uid and row["uid"] != columns["uid"]:
            news["uid"] = columns["uid"]
        if not (news or more):
            outcome.unchanged()
            return False
        if self.rows.has_the_word(section.table, row, columns):
            outcome.kept_here()
            return False
        if news:
            whole = checking.as_text(section, columns)
            told = {name: whole[name] for name in news}
            self.rows.writer.update(section.table, row["id"], told)
        outcome.updated()
        return True

    def keep(self, app: str, collection: str, source_id: str, record: Any) -> None:
        """Keep a record whole that there is no room for."""
        place = {"app": app, "collection": collection, "source_id": source_id}
        self.is_first("preserved", app, collection, source_id)
        known = self.rows.reader.value(
            "SELECT 1 FROM preserved"
            " WHERE app = ? AND collection = ? AND source_id = ?",
            tuple(place.values()),
        )
        if known is None:
            said = json.dumps(record, ensure_ascii=False)
            row = {**place, "record": said, "preserved_at": clock.now()}
            self.rows.writer.insert("preserved", row)

    def parent_of(self, group: int) -> int | None:
        """Return the parent a group has by now."""
        if group in self.parents:
            return self.parents[group]
        found: int | None = self.rows.reader.value(
            "SELECT parent_id FROM groups WHERE id = ?", (group,)
        )
        return found


class Outcome:
    """`with work.counting(…) as outcome:`: what became of one record.

    A BadRecordError raised inside is counted as failed, with the reason it gives.
    """

    def __init__(self, work: Restoring, collection: str, name: str) -> None:
        self._work = work
        self._collection = collection
        self._name = name
        self._outcome = IMPORTED
        self._notes: list[Note] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, checking.BadRecordError):
            self._outcome = FAILED
            self._notes = [Note("bad_record", f"It is damaged: {error}.")]
        elif error is not None:
            return False
        self._work.report.count(
            self._collection, self._name, self._outcome, self._notes
        )
        return True

    @property
    def failed(self) -> bool:
        """Whether nothing could be done with it."""
        return self._outcome == FAILED

    def note(self, note: Note) -> None:
        """Say that something of it is lost."""
        self._notes.append(note)

    def warn(self, note: Note) -> None:
        """Tell of something that loses nothing of it."""
        self._work.report.warn(*note, f"{self._collection}/{self._name}")

    def became(self, outcome: str) -> None:
        """Say how it is counted."""
        self._outcome = outcome

    def unchanged(self) -> None:
        """Say that it is here already."""
        self._outcome = UNCHANGED

    def updated(self) -> None:
        """Say that it was here, and something of it is new."""
        self._outcome = UPDATED

    def kept_here(self) -> None:
        """Say that it was changed here since, and stays so."""
        self._outcome = UNCHANGED
        self._work.kept_here += 1
