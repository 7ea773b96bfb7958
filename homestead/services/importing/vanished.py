"""What an app brought earlier and has deleted since: deleted here too, softly.

Only where the file tells every front of a time, only of that time, and only what
nobody has touched here. What is forgotten here comes in anew if it comes back there.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from homestead.services.importing.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.services.importing.known import Source
    from homestead.services.importing.work import Work


def fronts(work: Work) -> set[int]:
    """Delete the fronts that are gone over there; return their rows."""
    if work.plan.complete is None:
        return set()
    gone: set[int] = set()
    for source_id in list(_gone(work, work.plan.complete)):
        for source in pieces(work, source_id):
            work.writer.delete("sources", source.id)
            if source.row is not None:
                gone.add(source.row)
                work.writer.update("fronts", source.row, {"deleted_at": work.now})
    if gone:
        many = "entries were" if len(gone) > 1 else "entry was"
        said = f"{len(gone)} {many} deleted there since, and so here too."
        work.report.warn("gone", said)
    return gone


def switches(work: Work) -> None:
    """Forget the switches that are gone over there, and marks that are none now."""
    if work.plan.complete is None:
        return
    first, last = work.plan.complete
    there = {switch.source_id for switch in work.plan.switches}
    marks = work.reader.rows(
        "SELECT at, id FROM switch_marks WHERE at BETWEEN ? AND ?", (first, last)
    )
    obsolete = {row["at"]: row["id"] for row in marks}
    for at in work.plan.marks:
        obsolete.pop(at, None)
    for row in work.reader.rows(
        "SELECT id, source_id FROM sources WHERE app = ? AND collection = 'switches'",
        (work.plan.app,),
    ):
        at = int(row["source_id"])
        if at in obsolete:
            work.writer.delete("switch_marks", obsolete[at])
        if row["source_id"] not in there and first <= at <= last:
            work.writer.delete("sources", row["id"])


def pieces(work: Work, source_id: str) -> Iterator[Source]:
    """Yield where a front went: its own row first, then those it goes on in."""
    for number in count(1):
        name = source_id if number == 1 else tail_id(source_id, number)
        source = work.find("fronts", name)
        if source is None:
            return
        yield source


def tail_id(source_id: str, number: int) -> str:
    """Return the id of the piece in which a front goes on after another one."""
    return f"{source_id}#{number}"


def _gone(work: Work, told: tuple[int, int]) -> Iterator[str]:
    """Yield the ids of fronts of that time that the file does not have any more."""
    there = {front.source_id for front in work.plan.fronts}
    for row in work.reader.each(
        "SELECT sources.source_id, sources.snapshot, fronts.* FROM sources"
        " JOIN fronts ON fronts.id = sources.row_id WHERE sources.app = ?"
        " AND sources.collection = 'fronts' AND snapshot <> '' AND deleted_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM front_comments WHERE front_id = fronts.id)",
        (work.plan.app,),
    ):
        said = Said.read(row["snapshot"])
        in_time = told[0] <= said.started_at <= told[1]
        if in_time and row["source_id"] not in there and said.stands(row):
            yield row["source_id"]
