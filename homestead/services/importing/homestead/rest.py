"""Brings back what is no person's writing: marks, sources, what was kept, imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.exporting import shape
from homestead.services.importing.homestead import checking
from homestead.services.importing.report import PRESERVED

if TYPE_CHECKING:
    from homestead.services.exporting.shape import Section
    from homestead.services.importing.homestead.restoring import Restoring

IDENTITY = {
    "switch_marks": ("at",),
    "sources": ("app", "collection", "source_id"),
    "preserved": ("app", "collection", "source_id"),
    "imports": ("app", "at", "sha256"),
}
"""By which columns a record without uid is known."""


def each(work: Restoring, section: Section, record: Any) -> None:
    """Bring back one record."""
    with work.counting(section.name, record) as outcome:
        columns = checking.columns(section, record)
        told = checking.as_text(section, columns)
        if section.name == "sources":
            told["row_id"] = columns["row_id"] = _pointed(work, record, columns)
        known = IDENTITY[section.name]
        if not work.is_first(section.table, *(columns[name] for name in known)):
            raise checking.BadRecordError("it is in the export twice")
        row = None
        if not work.rows.was_empty(section.table):
            row = work.rows.reader.row(
                f"SELECT * FROM {section.table} WHERE "  # noqa: S608 - our own names
                + " AND ".join(f"{name} = ?" for name in known),
                [columns[name] for name in known],
            )
        if row is not None:
            work.bring_up(section, row, columns, outcome)
            return
        work.rows.add(section, told)
        if section.name == "preserved":
            outcome.became(PRESERVED)


def _pointed(work: Restoring, record: dict[str, Any], columns: dict[str, Any]) -> Any:
    """Return the row that a source became, if it is here."""
    uid, table = record.get("uid"), columns["table_name"]
    if uid is None or table not in shape.TABLES:
        return None
    if not isinstance(uid, str):
        raise checking.BadRecordError("“uid” is not a text")
    return work.rows.find(table, uid)
