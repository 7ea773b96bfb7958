"""Brings back looks: the home's own and those of alters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.exporting import shape
from homestead.services.importing.homestead import checking
from homestead.services.importing.homestead.checking import BadRecordError
from homestead.services.importing.plan import Note
from homestead.services.styles import tokens

if TYPE_CHECKING:
    from homestead.services.importing.homestead.restoring import Restoring

_LESS = Note("bad_look", "Some of what it says is nothing a look can say; the rest is.")


def each(work: Restoring, record: Any) -> None:
    """Bring back one look; the rows of a home have one for each alter at most."""
    with work.counting("styles", record) as outcome:
        columns = checking.columns(shape.STYLES, record)
        columns["tokens"], dropped = tokens.fitting(columns["tokens"])
        if dropped or not isinstance(record.get("tokens", {}), dict):
            outcome.note(_LESS)
        columns["alter_id"] = _whose(work, columns["alter_id"])
        if not work.is_first("styles", columns["alter_id"]):
            raise BadRecordError("it is in the export twice")
        row = None
        if not work.rows.was_empty("styles"):
            row = work.rows.reader.row(
                "SELECT * FROM styles WHERE coalesce(alter_id, 0) = ?",
                (columns["alter_id"] or 0,),
            )
        if row is None:
            work.rows.add(shape.STYLES, checking.as_text(shape.STYLES, columns))
        else:
            work.bring_up(shape.STYLES, row, columns, outcome)


def _whose(work: Restoring, uid: str | None) -> int | None:
    if uid is None:
        return None
    alter = work.rows.find("alters", uid)
    if alter is None:
        raise BadRecordError("whose look it is is not in the export")
    return alter
