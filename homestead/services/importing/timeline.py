"""Sorts a plan's fronts into known, changed and new, and has the last two placed."""

from __future__ import annotations

from itertools import count, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from homestead.services.importing import kept, placing
from homestead.services.importing.links import PEOPLE
from homestead.services.importing.placing import Job
from homestead.services.importing.plan import Note
from homestead.services.importing.report import FAILED, PRESERVED, UNCHANGED, UPDATED
from homestead.services.importing.said import Said

if TYPE_CHECKING:
    import sqlite3

    from homestead.services.importing.known import Source
    from homestead.services.importing.plan import Front
    from homestead.services.importing.work import Work


def settle(work: Work) -> None:
    """Bring in every front of the plan, and count what became of each."""
    out_of_the_way = _vanished(work)
    alters = {
        alter: work.row(*PEOPLE, source_id=alter)
        for alter in {front.alter for front in work.plan.fronts}
    }
    jobs: list[Job] = []
    seen: set[str] = set()
    for front in work.plan.fronts:
        work.tick("fronts")
        alter = alters[front.alter]
        if front.source_id in seen:
            again = Note("twice", "The file has it twice; the first one was taken.")
            work.report.count("fronts", front.source_id, FAILED, [again])
        elif alter is None:
            _keep_aside(work, front)
        else:
            job = _job(work, front, alter)
            if job is not None:
                jobs.append(job)
        seen.add(front.source_id)
    del seen
    out_of_the_way.update(row for job in jobs for row in job.rows)
    jobs.sort(key=attrgetter("alter"))
    for alter, together in groupby(jobs, key=attrgetter("alter")):
        placing.place(work, alter, list(together), out_of_the_way)


def _job(work: Work, front: Front, alter: int) -> Job | None:
    """Return what is to be placed of a front, or None if it stays where it is."""
    source = work.find("fronts", front.source_id)
    if source is None:
        return Job(front, alter, front.started_at, front.ended_at)
    before = Said.read(source.snapshot)
    row = None if source.row is None else _row(work, source.row)
    if row is None or not before.is_news(front):
        work.report.count("fronts", front.source_id, UNCHANGED)
        return None
    job = Job(front, alter, front.started_at, front.ended_at, source)
    return job if before.linked else _changed(work, job, row, before)


def _changed(work: Work, job: Job, row: sqlite3.Row, before: Said) -> Job | None:
    """Apply what changed over there; return a job if that moves the front in time."""
    front, source = job.front, job.source
    assert source is not None  # noqa: S101 - _job() has just put it there
    columns = before.changes(front)
    place = (
        job.alter if front.alter != before.alter else row["alter_id"],
        columns.pop("started_at", row["started_at"]),
        columns.pop("ended_at", row["ended_at"]),
    )
    moved = place != (row["alter_id"], row["started_at"], row["ended_at"])
    notes = list(front.notes)
    if moved and place[2] is not None and place[2] <= place[1]:
        said = "Its new times contradict those set here, which stay."
        notes.append(Note("times_conflict", said))
        moved = False
    if moved:
        return Job(front, *place, source, _rows(work, source), columns)
    if columns:
        work.writer.update("fronts", row["id"], columns)
    work.writer.update("sources", source.id, {"snapshot": Said.of(front).written()})
    work.report.count("fronts", front.source_id, UPDATED, notes)
    return None


def _row(work: Work, row: int) -> sqlite3.Row | None:
    return work.reader.row(
        "SELECT id, alter_id, started_at, ended_at FROM fronts"
        " WHERE id = ? AND deleted_at IS NULL",
        (row,),
    )


def _rows(work: Work, source: Source) -> tuple[int, ...]:
    """Return the rows a front has now: its own, and those it goes on in."""
    rows = [] if source.row is None else [source.row]
    for number in count(2):
        tail = work.find("fronts", placing.tail_id(source.source_id, number))
        if tail is None:
            return tuple(rows)
        if tail.row is not None:
            rows.append(tail.row)
    raise AssertionError  # count() has no end


def _keep_aside(work: Work, front: Front) -> None:
    """Keep a front of somebody nobody knows."""
    record = {
        "alter": front.alter,
        "started_at": front.started_at,
        "ended_at": front.ended_at,
        "status": front.status,
    }
    new = kept.keep(work, "fronts", front.source_id, record)
    note = Note("unknown_member", "Who fronted is nowhere; it was kept aside.")
    outcome = PRESERVED if new else UNCHANGED
    work.report.count("fronts", front.source_id, outcome, [note])


def _vanished(work: Work) -> set[int]:
    """Delete (softly) what the app brought earlier and has deleted since.

    Returns the rows. Only where the file is complete, and only what nobody touched.
    """
    if work.plan.complete is None:
        return set()
    first, last = work.plan.complete
    there = {front.source_id for front in work.plan.fronts}
    gone: set[int] = set()
    for row in work.reader.each(
        "SELECT sources.source_id, sources.snapshot, fronts.* FROM sources"
        " JOIN fronts ON fronts.id = sources.row_id WHERE sources.app = ?"
        " AND sources.collection = 'fronts' AND snapshot <> '' AND deleted_at IS NULL",
        (work.plan.app,),
    ):
        known = row["source_id"] in there or not first <= row["started_at"] <= last
        if not known and Said.read(row["snapshot"]).stands(row):
            gone.add(row["id"])
    gone = {row for row in gone if not _commented(work, row)}
    for deleted in gone:
        work.writer.update("fronts", deleted, {"deleted_at": work.now})
    if gone:
        said = (
            f"{len(gone)} fronts were deleted there since; they are deleted here too."
        )
        work.report.warn("gone", said)
    return gone


def _commented(work: Work, row: int) -> bool:
    found: Any = work.reader.value(
        "SELECT 1 FROM front_comments WHERE front_id = ?", (row,)
    )
    return bool(found)
