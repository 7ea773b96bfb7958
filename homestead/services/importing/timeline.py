"""Sorts a plan's fronts into known, changed and new, and has the last two placed."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.services.importing import kept, placing, vanished
from homestead.services.importing.links import PEOPLE
from homestead.services.importing.placing import Job
from homestead.services.importing.plan import Note
from homestead.services.importing.report import FAILED, PRESERVED, UNCHANGED, UPDATED
from homestead.services.importing.said import Said

if TYPE_CHECKING:
    import sqlite3

    from homestead.services.importing.plan import Front
    from homestead.services.importing.work import Work


def settle(work: Work) -> None:
    """Bring in every front of the plan, and count what became of each."""
    out_of_the_way = vanished.fronts(work)
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
    _tell_of_what_is_to_come(work)
    jobs.sort(key=attrgetter("alter"))
    for alter, together in groupby(jobs, key=attrgetter("alter")):
        placing.place(work, alter, list(together), out_of_the_way)


def _tell_of_what_is_to_come(work: Work) -> None:
    now = clock.now() + clock.MINUTE  # clocks differ
    ahead = sum(1 for front in work.plan.fronts if front.started_at > now)
    if ahead:
        said = (
            f"Entries that begin later than now: {ahead}. If they should not, the clock"
            " of this machine is wrong, or a time zone was where they come from."
        )
        work.report.warn("to_come", said)


def _job(work: Work, front: Front, alter: int) -> Job | None:
    """Return what is to be placed of a front, or None if it stays where it is."""
    source = work.find("fronts", front.source_id)
    if source is None:
        return Job(front, alter, front.started_at, front.ended_at)
    before = Said.read(source.snapshot)
    row = None if source.row is None else _row(work, source.row)
    if row is None or not before.is_news(front) or _knows_less(work, front, before):
        work.report.count("fronts", front.source_id, UNCHANGED)
        return None
    job = Job(front, alter, front.started_at, front.ended_at, source)
    return job if before.linked else _changed(work, job, row, before)


def _knows_less(work: Work, front: Front, before: Said) -> bool:
    """Tell whether the file is too old to know that a front has ended meanwhile."""
    told = work.plan.complete
    if told is None or front.ended_at is not None or before.ended_at is None:
        return False
    return before.ended_at > told[1]


def _followed(
    work: Work, front: Front, before: Said, row: sqlite3.Row
) -> dict[str, Any]:
    """Return the columns that changed over there, but for those set here since."""
    changed = before.changes(front)
    followed = {
        name: value
        for name, value in changed.items()
        if name == "extra"
        or row[name] == getattr(before, name)
        or _was_cut(work, row, name)
    }
    if followed != changed:
        said = "It was changed here as well as over there; what was set here stays."
        work.report.warn("kept_here", said, f"fronts/{front.source_id}")
    return followed


def _was_cut(work: Work, row: sqlite3.Row, name: str) -> bool:
    """Tell whether a time was moved by an import, to where another front begins."""
    touching = {"started_at": "ended_at", "ended_at": "started_at"}.get(name)
    if touching is None or row[name] is None:
        return False
    neighbour = work.reader.value(
        f"SELECT 1 FROM fronts WHERE alter_id = ? AND {touching} = ?"  # noqa: S608
        " AND deleted_at IS NULL",
        (row["alter_id"], row[name]),
    )
    return neighbour is not None


def _changed(work: Work, job: Job, row: sqlite3.Row, before: Said) -> Job | None:
    """Apply what changed over there; return a job if that moves the front in time."""
    front, source = job.front, job.source
    assert source is not None  # noqa: S101 - _job() has just put it there
    columns = _followed(work, front, before, row)
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
        return Job(front, *place, source, _rows(work, front.source_id), columns)
    if columns:
        work.writer.update("fronts", row["id"], columns)
    work.writer.update("sources", source.id, {"snapshot": Said.of(front).written()})
    work.report.count("fronts", front.source_id, UPDATED, notes)
    return None


def _row(work: Work, row: int) -> sqlite3.Row | None:
    return work.reader.row(
        "SELECT id, alter_id, started_at, ended_at, status, tier, position FROM fronts"
        " WHERE id = ? AND deleted_at IS NULL",
        (row,),
    )


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


def _rows(work: Work, source_id: str) -> tuple[int, ...]:
    """Return the rows a front has now: its own, and those it goes on in."""
    found = vanished.pieces(work, source_id)
    return tuple(source.row for source in found if source.row is not None)
