"""Brings back fronts and their comments, where the same alter is not there already."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any

from homestead.services.exporting import shape
from homestead.services.importing.homestead import checking
from homestead.services.importing.homestead.checking import BadRecordError
from homestead.services.importing.homestead.rows import changed
from homestead.services.importing.plan import Note
from homestead.services.importing.report import PRESERVED
from homestead.services.importing.untangle import without
from homestead.services.importing.work import new_uid

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.services.importing.homestead.restoring import Outcome, Restoring
    from homestead.services.importing.untangle import Span

    Columns = dict[str, Any]

_CUT = Note(
    "overlap",
    "It overlapped another entry of the same one; it was cut so that no time is"
    " counted twice.",
)
_COVERED = Note(
    "overlap", "The same time is there already, for the same one; it was kept aside."
)


class Fronts:
    """Finds room for fronts in the time each alter has not been there yet."""

    def __init__(self, work: Restoring, records: Iterable[Any]) -> None:
        self._work = work
        self._taken: dict[int, list[Span]] = {}
        self._moving = self._to_move(records)

    def each(self, record: Any) -> None:
        """Bring back one front and its comments."""
        with self._work.counting("fronts", record) as outcome:
            columns = self._columns(record)
            comments = _comments(record)
            row = self._work.rows.here("fronts", columns["uid"])
            if row is None:
                front = self._add(columns, record, outcome)
            else:
                self._settle(row, columns, outcome)
                front = row["id"]
        if outcome.failed or front is None:
            return
        for comment in comments:
            self._comment(front, comment)

    def _columns(self, record: Any) -> Columns:
        columns = checking.columns(shape.FRONTS, record)
        alter = self._work.rows.find("alters", columns["alter_id"])
        if alter is None:
            raise BadRecordError("who fronted is not in the export")
        columns["alter_id"] = alter
        return columns

    def _add(self, columns: Columns, record: Any, outcome: Outcome) -> int | None:
        """Add a front in the pieces there is room for; return its row, if any."""
        pieces = self._pieces(columns)
        if not pieces:
            self._work.keep("homestead", "fronts", columns["uid"], record)
            outcome.note(_COVERED)
            outcome.became(PRESERVED)
            return None
        if pieces != [(columns["started_at"], columns["ended_at"])]:
            outcome.note(_CUT)
        rows = [self._insert(columns, each, first=each is pieces[0]) for each in pieces]
        return rows[0]

    def _insert(self, columns: Columns, piece: Span, *, first: bool) -> int:
        told = checking.as_text(shape.FRONTS, columns)
        told |= {"started_at": piece[0], "ended_at": piece[1]}
        if not first:
            told["uid"] = new_uid()
        return self._work.rows.add(shape.FRONTS, told)

    def _settle(self, row: sqlite3.Row, columns: Columns, outcome: Outcome) -> None:
        """Bring up to date a front that is here already."""
        news = changed(shape.FRONTS, row, columns)
        if not news:
            outcome.unchanged()
        elif row["id"] not in self._moving:
            outcome.kept_here()
        elif pieces := self._pieces(columns):
            whole = checking.as_text(shape.FRONTS, columns)
            told = {name: whole[name] for name in news}
            if pieces[0] != (columns["started_at"], columns["ended_at"]):
                outcome.note(_CUT)
                told |= {"started_at": pieces[0][0], "ended_at": pieces[0][1]}
            self._work.rows.writer.update("fronts", row["id"], told)
            outcome.updated()
        else:
            outcome.unchanged()
            self._work.report.warn(*_COVERED, f"fronts/{columns['uid']}")

    def _pieces(self, columns: Columns) -> list[Span]:
        """Return the stretches of a front that are free, and take them."""
        span = (columns["started_at"], columns["ended_at"])
        if columns["deleted_at"] is not None:
            return [span]
        taken = self._spans(columns["alter_id"])
        pieces = without(span, taken)
        for each in pieces:
            insort(taken, each, key=_start)
        return pieces

    def _spans(self, alter: int) -> list[Span]:
        """Return when `alter` is there already, in fronts that stay as they are."""
        if alter not in self._taken:
            rows = self._work.rows.reader.each(
                "SELECT id, started_at, ended_at FROM fronts"
                " WHERE alter_id = ? AND deleted_at IS NULL ORDER BY started_at",
                (alter,),
            )
            self._taken[alter] = [
                (row["started_at"], row["ended_at"])
                for row in rows
                if row["id"] not in self._moving
            ]
        return self._taken[alter]

    def _to_move(self, records: Iterable[Any]) -> set[int]:
        """Return the rows that the export has news of: their time is not taken."""
        if self._work.rows.reader.value("SELECT 1 FROM fronts LIMIT 1") is None:
            return set()
        found = (self._row_to_move(record) for record in records)
        return {row for row in found if row is not None}

    def _row_to_move(self, record: Any) -> int | None:
        rows = self._work.rows
        try:
            columns = self._columns(record)
            row = rows.here("fronts", columns["uid"])
        except BadRecordError:
            return None
        if row is None or not changed(shape.FRONTS, row, columns):
            return None
        return None if rows.has_the_word("fronts", row, columns) else int(row["id"])

    def _comment(self, front: int, record: Any) -> None:
        with self._work.counting("comments", record) as outcome:
            columns = checking.columns(shape.COMMENTS, record)
            told = checking.as_text(shape.COMMENTS, columns)
            row = self._work.rows.here("front_comments", columns["uid"])
            if row is None:
                self._work.rows.add(shape.COMMENTS, {**told, "front_id": front})
            else:
                self._work.bring_up(shape.COMMENTS, row, columns, outcome)


def _comments(record: dict[str, Any]) -> list[Any]:
    comments = record.get("comments", [])
    if not isinstance(comments, list):
        raise BadRecordError("“comments” is not a list")
    return comments


def _start(span: Span) -> int:
    return span[0]
