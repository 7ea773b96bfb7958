"""The home an export comes into: which of its rows are meant, and who has the word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.core import handles
from homestead.services.exporting import shape
from homestead.services.importing.homestead.checking import BadRecordError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.database import Reader
    from homestead.services.exporting.shape import Section
    from homestead.services.importing.writer import Writer

    Source = tuple[str, str, str]
    """App, collection and id: where a row once came from."""

VERB = "import.homestead"
"""What the journal calls bringing an export back."""

HANDLED = {"alters": "alter", "groups": "group", "fields": "field"}


class Rows:
    """The rows of a home by uid, those that are there and those to come.

    `sources` are the export's own: a row that came here from the same place as one
    of its records is the same, whatever its uid.
    """

    def __init__(
        self,
        reader: Reader,
        writer: Writer,
        *,
        exported_at: int,
        sources: Iterable[Any],
    ) -> None:
        self.reader = reader
        self.writer = writer
        names = {*shape.TABLES, *(section.table for section in shape.LISTS)}
        self._empty = {name for name in names if _is_empty(reader, name)}
        self._told = () if self.was_empty("sources") else sources
        self._sources: dict[str, list[Source]] | None = None
        self._known: dict[str, dict[str, int]] = {name: {} for name in shape.TABLES}
        self._touched = _touched(reader, exported_at)
        self._handles: dict[str, dict[str, int]] = {}

    def find(self, table: str, uid: str) -> int | None:
        """Return the row that is meant by `uid`, if it is here or on its way."""
        known = self._known[table]
        if uid in known or self.was_empty(table):
            return known.get(uid)
        row: int | None = self.reader.value(
            f"SELECT id FROM {table} WHERE uid = ?",  # noqa: S608 - our own names
            (uid,),
        )
        if row is None:
            row = self._from_elsewhere(table, uid)
        if row is not None:
            known[uid] = row
        return row

    def was_empty(self, table: str) -> bool:
        """Tell whether a table had no rows before the import: none to look for."""
        return table in self._empty

    def here(self, table: str, uid: str) -> sqlite3.Row | None:
        """Return the row that is meant by `uid` if it was here before, else None.

        Raises BadRecordError if it has come with this same export.
        """
        known = self.find(table, uid)
        if known is None:
            return None
        row = (
            None
            if self.was_empty(table)
            else self.reader.row(
                f"SELECT * FROM {table} WHERE id = ?",  # noqa: S608 - our own names
                (known,),
            )
        )
        if row is None:
            raise BadRecordError("it is in the export twice")
        return row

    def add(self, section: Section, columns: dict[str, Any]) -> int:
        """Add a row; return the id it has or will have."""
        row = self.writer.insert(section.table, columns)
        if "uid" in columns:
            self._known[section.table][columns["uid"]] = row
        return row

    def has_the_word(self, table: str, row: sqlite3.Row, columns: Any) -> bool:
        """Tell whether a row was changed here after the export was made."""
        if table in self._touched:
            for first, last in self._touched[table]:
                if first <= row["id"] <= last:
                    return True
        later = columns.get("updated_at")
        return later is not None and row["updated_at"] > later

    def handle(self, table: str, wanted: str, row: int | None) -> str:
        """Return `wanted`, or one like it if somebody else has it; it is then taken."""
        taken = self._taken(table)
        if wanted in taken and taken[wanted] != row:
            wanted = handles.make(wanted, taken, kind=HANDLED[table])
        return wanted

    def take(self, table: str, handle: str, row: int) -> None:
        """Remember who has a handle now."""
        self._taken(table)[handle] = row

    def _taken(self, table: str) -> dict[str, int]:
        if table not in self._handles:
            found = self.reader.rows(
                f"SELECT handle, id FROM {table} WHERE deleted_at IS NULL"  # noqa: S608
            )
            self._handles[table] = {row["handle"]: row["id"] for row in found}
        return self._handles[table]

    def _from_elsewhere(self, table: str, uid: str) -> int | None:
        if self._sources is None:
            self._sources = _by_uid(self._told)
        for source in self._sources.get(uid, ()):
            row: int | None = self.reader.value(
                f"SELECT {table}.id FROM sources JOIN {table} ON {table}.id = row_id"  # noqa: S608
                " WHERE app = ? AND collection = ? AND source_id = ?"
                " AND table_name = ?",
                (*source, table),
            )
            if row is not None:
                return row
        return None


def changed(
    section: Section, row: sqlite3.Row, columns: dict[str, Any]
) -> dict[str, Any]:
    """Return the columns in which a row differs from what an export says of it."""
    json_columns = {key.column for key in section.keys if key.kind == shape.JSON}
    return {
        name: value
        for name, value in columns.items()
        if name != "uid"
        and value != (json.loads(row[name]) if name in json_columns else row[name])
    }


def _by_uid(records: Iterable[Any]) -> dict[str, list[Source]]:
    """Return by uid where the rows of an export once came from."""
    found: dict[str, list[Source]] = {}
    for record in records:
        if isinstance(record, dict) and isinstance(record.get("uid"), str):
            source = tuple(record.get(key) for key in _SOURCE)
            if all(isinstance(each, str) for each in source):
                found.setdefault(record["uid"], []).append(source)  # type: ignore[arg-type]
    return found


_SOURCE = ("app", "collection", "source_id")


def _is_empty(reader: Reader, table: str) -> bool:
    return reader.value(f"SELECT 1 FROM {table} LIMIT 1") is None  # noqa: S608


def _touched(reader: Reader, since: int) -> dict[str, list[tuple[int, int]]]:
    """Return the rows changed here from `since` on, by table; not by an export.

    A value of a field counts as its alter's, a member as its group's.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for row in reader.rows(
        "SELECT DISTINCT table_name, first_row, last_row, before, after"
        " FROM change_rows JOIN changes ON changes.id = change_id"
        " WHERE (at >= ? OR undone_at >= ?) AND verb <> ?",
        (since, since, VERB),
    ):
        span = (row["first_row"], row["last_row"])
        found.setdefault(row["table_name"], []).append(span)
        if row["table_name"] in _OWNED:
            owner, key = _OWNED[row["table_name"]]
            spans = found.setdefault(owner, [])
            spans += [(one, one) for one in _owners(reader, row, key)]
    return found


_OWNED = {
    "field_values": ("alters", "alter_id"),
    "group_members": ("groups", "group_id"),
}


def _owners(reader: Reader, row: sqlite3.Row, key: str) -> set[int]:
    """Return whose links a line of the journal tells of, there or gone."""
    images = (json.loads(row[name]) for name in ("before", "after") if row[name])
    gone = {image[key] for image in images if key in image}
    there = reader.rows(
        f"SELECT DISTINCT {key} FROM {row['table_name']}"  # noqa: S608 - our own names
        " WHERE id BETWEEN ? AND ?",
        (row["first_row"], row["last_row"]),
    )
    return gone | {each[key] for each in there}
