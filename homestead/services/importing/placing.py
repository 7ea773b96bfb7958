"""Finds room for the fronts of one alter between those that are there."""

from __future__ import annotations

import json
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.services.importing import kept, untangle
from homestead.services.importing.plan import Note
from homestead.services.importing.report import (
    DEGRADED,
    IMPORTED,
    PRESERVED,
    UNCHANGED,
    UPDATED,
)
from homestead.services.importing.said import Said
from homestead.services.importing.vanished import tail_id
from homestead.services.importing.work import new_uid

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.services.importing.known import Source
    from homestead.services.importing.plan import Front
    from homestead.services.importing.untangle import Span
    from homestead.services.importing.work import Work

_CUT = Note(
    "overlap",
    "It overlapped another entry of the same one; it was cut so that no time is"
    " counted twice.",
)
_SAME = Note(
    "overlap",
    "The same time is there already, for the same one; only its status and comments"
    " were added.",
)


class Job(NamedTuple):
    """A front to be placed: new, or known (`source`) and moved in time.

    `rows`: those it has now, its own first. `columns`: what else changed.
    """

    front: Front
    alter: int
    start: int
    end: int | None
    source: Source | None = None
    rows: tuple[int, ...] = ()
    columns: dict[str, Any] = {}  # noqa: RUF012 - shared, and never changed


def place(work: Work, alter: int, jobs: list[Job], ignored: set[int]) -> None:
    """Write the fronts in `jobs`, all of `alter`; rows in `ignored` are on the move."""
    there = [
        row
        for row in work.reader.each(
            "SELECT id, started_at, ended_at, status FROM fronts"
            " WHERE alter_id = ? AND deleted_at IS NULL ORDER BY started_at",
            (alter,),
        )
        if row["id"] not in ignored
    ]
    taken = [(row["started_at"], row["ended_at"]) for row in there]
    spans = [(job.start, job.end) for job in jobs]
    placed = untangle.untangled(spans)
    rows: dict[int, int] = {}
    statuses = _joined(jobs, placed)
    for index, (job, (own, _)) in enumerate(zip(jobs, placed, strict=True)):
        pieces = [left for span in own for left in untangle.without(span, taken)]
        if pieces:
            status = statuses.get(index, job.front.status)
            rows[index] = _write(work, job, pieces, status)
        elif own:
            rows[index] = _covered(work, job, _holder(there, own[0]))
    for job, (own, owner) in zip(jobs, placed, strict=True):
        if not own and owner is not None:
            _link(work, job, rows[owner])
            work.report.count("fronts", job.front.source_id, DEGRADED)
            work.report.warn(*_SAME, f"fronts/{job.front.source_id}")


def _joined(jobs: list[Job], placed: list[untangle.Placed]) -> dict[int, str]:
    """Return the statuses of those that take over another one's time, with its own."""
    joined: dict[int, str] = {}
    for job, (own, owner) in zip(jobs, placed, strict=True):
        if own or owner is None or not job.front.status:
            continue
        status = joined.get(owner, jobs[owner].front.status)
        if job.front.status not in status.split("; "):
            joined[owner] = (
                f"{status}; {job.front.status}" if status else (job.front.status)
            )
    return joined


def _write(work: Work, job: Job, pieces: list[Span], status: str) -> int:
    """Write a front in its pieces; return the row of the first."""
    front = job.front
    notes = list(front.notes)
    if pieces != [(job.start, job.end)]:
        notes.append(_CUT)
    if job.rows:
        row = job.rows[0]
        moved = {"alter_id": job.alter, **_times(pieces[0])}
        told = {"status": status} if status != front.status else {}
        work.writer.update("fronts", row, {**moved, **job.columns, **told})
        for old in job.rows[1:]:
            work.writer.update("fronts", old, {"deleted_at": work.now})
    else:
        row = work.writer.insert("fronts", _columns(work, job, pieces[0], status))
    _note_source(work, job, row, linked=False)
    for number, piece in enumerate(pieces[1:], 2):
        tail = work.writer.insert("fronts", _columns(work, job, piece, status))
        _note_tail(work, tail_id(front.source_id, number), tail)
    outcome = IMPORTED if job.source is None else UPDATED
    work.report.count("fronts", front.source_id, outcome, notes)
    return row


def _covered(work: Work, job: Job, holder: sqlite3.Row) -> int:
    """Settle a front whose time the home has already; return the row that has it."""
    _link(work, job, holder["id"])
    outcome, notes = _compared(work, job, holder)
    work.report.count("fronts", job.front.source_id, outcome, notes)
    return int(holder["id"])


def _compared(work: Work, job: Job, holder: sqlite3.Row) -> tuple[str, Sequence[Note]]:
    """Add to a row what it lacks if its time is exactly the front's, else keep that."""
    front, times = job.front, {"started_at": job.start, "ended_at": job.end}
    exact = all(holder[name] == time for name, time in times.items())
    if exact and front.status in ("", holder["status"]):
        return UNCHANGED, ()
    if exact and not holder["status"]:
        work.writer.update("fronts", holder["id"], {"status": front.status})
        return UPDATED, front.notes
    record = {"alter": front.alter, **times, "status": front.status}
    kept.keep(work, "fronts", front.source_id, record)
    said = "The home has that time already, from elsewhere; it was kept aside."
    return PRESERVED, [*front.notes, Note("overlap", said)]


def _link(work: Work, job: Job, row: int) -> None:
    """Let a front stand for another one's row, and take back the rows it had."""
    for old in job.rows:
        work.writer.update("fronts", old, {"deleted_at": work.now})
    _note_source(work, job, row, linked=True)


def _note_source(work: Work, job: Job, row: int, *, linked: bool) -> None:
    said = Said.of(job.front, linked=linked).written()
    if job.source is None:
        work.source("fronts", job.front.source_id, ("fronts", row), said)
    else:
        columns = {"row_id": row, "snapshot": said}
        work.writer.update("sources", job.source.id, columns)
    if job.front.source_id in work.wanted:
        work.settle("fronts", (job.front.source_id,), row)


def _note_tail(work: Work, source_id: str, row: int) -> None:
    known = work.find("fronts", source_id)
    if known is None:
        work.source("fronts", source_id, ("fronts", row))
    else:
        work.writer.update("sources", known.id, {"row_id": row})


def _holder(there: list[sqlite3.Row], span: Span) -> sqlite3.Row:
    """Return the row that was there where `span` begins."""
    return there[bisect_right(there, span[0], key=itemgetter("started_at")) - 1]


def _columns(work: Work, job: Job, piece: Span, status: str) -> dict[str, Any]:
    front = job.front
    return {
        "uid": new_uid(),
        "alter_id": job.alter,
        **_times(piece),
        "tier": front.tier,
        "position": front.position,
        "status": status,
        "extra": json.dumps(front.extra, ensure_ascii=False) if front.extra else "{}",
        "created_at": work.now,
    }


def _times(piece: Span) -> dict[str, int | None]:
    return {"started_at": piece[0], "ended_at": piece[1]}
