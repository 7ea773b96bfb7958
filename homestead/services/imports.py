"""Imports: what other apps kept, brought into this home."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from homestead.core import clock, garbage, when
from homestead.core.errors import NotFoundError
from homestead.services import access
from homestead.services.changes import Change
from homestead.services.importing import detect, planning
from homestead.services.importing.bringing import Bringing
from homestead.services.importing.plan import Plan
from homestead.services.importing.writer import Bulk, Rehearsal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader, Transaction
    from homestead.core.house import House, NamedFile
    from homestead.services.importing.homestead.export import Export
    from homestead.services.importing.homestead.restoration import Restoration
    from homestead.services.importing.planning import Planned
    from homestead.services.importing.report import Report

DOOR = ("run", "listing", "show")

_EVENTS: dict[str, dict[str, Any]] = {
    "system.changed": {},
    "field.changed": {"field": None},
    "alter.changed": {"alter": None},
    "group.changed": {"group": None},
    "front.changed": {},
}
"""What listeners are told: that any of these may have changed."""


@garbage.left()
def run(
    house: House,
    *,
    files: Sequence[NamedFile] = (),
    dry_run: bool = False,
    format: str | None = None,  # noqa: A002 - what people call it
    pictures: bool = True,
) -> dict[str, Any]:
    """Bring in what `files` hold: an export, pictures that belong to one, or both.

    Returns the report: `{"format", "dry_run", "counts", "warnings", "left_out"}`;
    every record is counted in exactly one of imported, updated, unchanged, degraded,
    preserved, failed. With `dry_run` nothing is written; without `pictures` none come
    in. Raises UsageError and IntegrityError for files that are no whole export; the
    home is then as before.
    """
    access.require(house.asker, "import.run")
    house.progress(0, 0, "reading")
    with ExitStack() as opened:
        planned = house.aside(lambda: planning.plan(files, format, opened))
        if not pictures:
            planned.archives.clear()
        job = _job(house, planned)
        if dry_run:
            return _rehearsed(house, planned, job)
        with job:
            report: dict[str, Any] = house.app.in_background(
                lambda tx: _carried_out(house, tx, planned, job)
            )
        report["warnings"] += _to_modules(house, planned.plan)
    report["warnings"] += house.aside(job.afterwards)
    return report


def listing(house: House, *, limit: int = 20) -> dict[str, Any]:
    """Return the newest: `{"imports": [{"id", "at", "format", "file", …}]}`."""
    access.require(house.asker, "import.run")
    found = house.app.rows(
        "SELECT id, app, at, file_name, report FROM imports ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return {
        "imports": [
            {**_noted(house, row), "counts": json.loads(row["report"])["counts"]}
            for row in found
        ]
    }


def show(house: House, *, number: int) -> dict[str, Any]:
    """Return one import as `listing` does, with its whole `report` and its `change`.

    `change` is its number in the journal. Raises NotFoundError.
    """
    access.require(house.asker, "import.run")
    row = house.app.row(
        "SELECT imports.id, app, at, file_name, report, change_id FROM imports"
        " LEFT JOIN change_rows ON table_name = 'imports'"
        " AND imports.id BETWEEN first_row AND last_row WHERE imports.id = ?",
        (number,),
    )
    if row is None:
        raise NotFoundError(
            f"There is no import {number} here.",
            hint="One that was taken back is gone: `homestead import --list`.",
        )
    report = json.loads(row["report"])
    return {**_noted(house, row), "report": report, "change": row["change_id"]}


def _noted(house: House, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "at": clock.iso(row["at"]),
        "at_local": when.wall(row["at"], house.zone),
        "format": row["app"],
        "file": row["file_name"],
    }


def _job(house: House, planned: Planned) -> Bringing | Restoration:
    if isinstance(planned.plan, Plan):
        return Bringing(house, planned, planned.plan)
    from homestead.services.importing.homestead.restoration import Restoration

    return Restoration(house, planned, planned.plan)


def _to_modules(house: House, plan: Plan | Export) -> list[dict[str, str]]:
    """Give the modules what is theirs; return what was left behind."""
    if house.rooms is None:
        return []
    if isinstance(plan, Plan):
        house.rooms.moving.take_over()
        return []
    records = house.aside(lambda: list(plan.modules))
    left: list[dict[str, str]] = house.rooms.moving.unpacked(records)
    return left


def _rehearsed(
    house: House, planned: Planned, job: Bringing | Restoration
) -> dict[str, Any]:
    """Find out what an import would do."""
    job.rehearse()

    def rehearse(reader: Reader) -> dict[str, Any]:
        found = job.settle(reader, Rehearsal(reader))
        return _report(found, planned, job, dry_run=True)

    if house.app.read_only:
        return rehearse(house.app)
    return house.app.in_background(rehearse)


def _carried_out(
    house: House, tx: Transaction, planned: Planned, job: Bringing | Restoration
) -> dict[str, Any]:
    change = Change(tx, house, job.verb, "")
    writer = Bulk(tx, change)
    found = job.settle(tx, writer)
    house.progress(0, 0, "writing")
    title = detect.TITLES[planned.format]
    change.summary = f"Imported from {title}: {found.summary(house.terms)}"
    report = _report(found, planned, job, dry_run=False)
    if found.has_news:
        _log(writer, planned, report)
    writer.finish()
    for event, facts in _EVENTS.items() if found.has_news else ():
        change.emit(event, facts)
    change.finish()
    return report


def _report(
    found: Report, planned: Planned, job: Bringing | Restoration, *, dry_run: bool
) -> dict[str, Any]:
    told = found.to_json()
    return {
        "format": planned.format,
        "dry_run": dry_run,
        **told,
        "left_out": job.left_out,
    }


def _log(writer: Bulk, planned: Planned, report: dict[str, Any]) -> None:
    """Keep the report with each of the files it speaks of; undo takes it back too.

    Not of Homestead's own: a home brought back is as it was, its imports included.
    """
    if planned.format == detect.HOMESTEAD:
        return
    now = clock.now()
    said = json.dumps(report, ensure_ascii=False)
    for name, digest in planned.files:
        writer.insert(
            "imports",
            {
                "app": planned.format,
                "at": now,
                "file_name": name,
                "sha256": digest,
                "report": said,
            },
        )
