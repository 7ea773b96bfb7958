"""Brings back the system, fields, alters and groups, and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.exporting import shape
from homestead.services.importing.homestead import checking, links
from homestead.services.importing.plan import Note

if TYPE_CHECKING:
    from homestead.services.exporting.shape import Section
    from homestead.services.importing.homestead.restoring import Outcome, Restoring

    Columns = dict[str, Any]

_TAKEN = Note("handle_taken", "Its handle is somebody else's here; it got another.")


def system(work: Restoring, record: Any) -> None:
    """Bring back the system's own record; a home has one, whatever its uid."""
    with work.counting("system", record) as outcome:
        columns = checking.columns(shape.SYSTEM, record)
        work.check_picture(columns, outcome)
        row = work.rows.reader.row("SELECT * FROM system ORDER BY id LIMIT 1")
        if row is None:
            work.rows.add(shape.SYSTEM, checking.as_text(shape.SYSTEM, columns))
            return
        work.bring_up(shape.SYSTEM, row, columns, outcome, uid=True)


def each(work: Restoring, section: Section, record: Any) -> None:
    """Bring back one field, alter or group."""
    custom = isinstance(record, dict) and record.get("kind") == "custom"
    with work.counting("custom_fronts" if custom else section.name, record) as outcome:
        columns = checking.columns(section, record)
        belongings = links.Belongings.of(work, section, record, outcome)
        row = work.rows.here(section.table, columns["uid"])
        _fit(work, section, columns, row["id"] if row is not None else None, outcome)
        if row is None:
            _add(work, section, columns, belongings)
            return
        more = belongings.differ(row["id"])
        if work.bring_up(section, row, columns, outcome, more=more):
            belongings.settle(row["id"])
            _remember(work, section, columns, row["id"])


def _fit(
    work: Restoring,
    section: Section,
    columns: Columns,
    row: int | None,
    outcome: Outcome,
) -> None:
    """Make what the record says of its place and name possible in this home."""
    work.check_picture(columns, outcome)
    if section.name == "groups":
        columns["parent_id"] = links.parent(work, columns["parent_id"], row, outcome)
    if columns["deleted_at"] is None:
        free = work.rows.handle(section.table, columns["handle"], row)
        if free != columns["handle"]:
            columns["handle"] = free
            outcome.note(_TAKEN)


def _add(
    work: Restoring, section: Section, columns: Columns, belongings: links.Belongings
) -> None:
    row = work.rows.add(section, checking.as_text(section, columns))
    belongings.settle(row)
    _remember(work, section, columns, row)


def _remember(work: Restoring, section: Section, columns: Columns, row: int) -> None:
    if columns["deleted_at"] is None:
        work.rows.take(section.table, columns["handle"], row)
    if section.name == "groups":
        work.parents[row] = columns["parent_id"]
