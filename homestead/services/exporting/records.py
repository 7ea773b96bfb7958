"""The home's rows as records of an export, read one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.services.exporting import shape

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from homestead.core.database import Reader
    from homestead.services.exporting.shape import Key, Section

    Record = dict[str, Any]


def system(reader: Reader) -> Record | None:
    """Return the system's own record, if it has one."""
    rows = _rows(reader, shape.SYSTEM, "ORDER BY id LIMIT 1")
    return next((_record(row, shape.SYSTEM) for row in rows), None)


def each(reader: Reader, section: Section) -> Iterator[Record]:
    """Yield the records of a section, in the order in which they came to the home."""
    told = _SPECIAL.get(section.name)
    if told is not None:
        yield from told(reader)
        return
    for row in _rows(reader, section, "ORDER BY id"):
        yield _record(row, section)


def count(reader: Reader, section: Section) -> int:
    """Return how many records a section has."""
    found: int = reader.value(f"SELECT count(*) FROM {section.table}")  # noqa: S608
    return found


def pictures(reader: Reader) -> list[str]:
    """Return the names of all pictures that anything refers to, each once."""
    found = reader.rows(
        "SELECT avatar FROM system WHERE avatar IS NOT NULL"
        " UNION SELECT avatar FROM alters WHERE avatar IS NOT NULL"
    )
    looks = (json.loads(row[0]) for row in reader.rows("SELECT tokens FROM styles"))
    behind = {each["background"] for each in looks if each.get("background")}
    return sorted({row[0] for row in found} | behind)


def _alters(reader: Reader) -> Iterator[Record]:
    values = _Beside(
        reader,
        "SELECT alter_id, fields.uid, value FROM field_values"
        " JOIN fields ON fields.id = field_id ORDER BY alter_id, field_id",
    )
    for row in _rows(reader, shape.ALTERS, "ORDER BY id"):
        found = {each["uid"]: each["value"] for each in values.of(row["id"])}
        yield _record(row, shape.ALTERS, {"fields": found})


def _groups(reader: Reader) -> Iterator[Record]:
    for row in _rows(reader, shape.GROUPS, _PARENTS_FIRST):
        found = [each[0] for each in reader.each(_MEMBERS, (row["id"],))]
        yield _record(row, shape.GROUPS, {"members": found})


_PARENTS_FIRST = (
    "LEFT JOIN (WITH RECURSIVE tree (node, depth) AS"
    " (SELECT id, 0 FROM groups WHERE parent_id IS NULL UNION ALL"
    " SELECT id, depth + 1 FROM groups JOIN tree ON parent_id = node)"
    " SELECT node, depth FROM tree) ON node = groups.id ORDER BY depth, groups.id"
)
_MEMBERS = (
    "SELECT alters.uid FROM group_members JOIN alters ON alters.id = alter_id"
    " WHERE group_id = ? ORDER BY group_members.position, group_members.id"
)


def _fronts(reader: Reader) -> Iterator[Record]:
    names = [f"front_comments.{key.column}" for key in shape.COMMENTS.keys]
    comments = _Beside(
        reader,
        f"SELECT front_id, {', '.join(names)} FROM front_comments"  # noqa: S608
        " ORDER BY front_id, id",
    )
    for row in _rows(reader, shape.FRONTS, "ORDER BY id"):
        found = [_record(each, shape.COMMENTS) for each in comments.of(row["id"])]
        yield _record(row, shape.FRONTS, {"comments": found})


def _marks(reader: Reader) -> Iterator[Record]:
    for row in _rows(reader, shape.MARKS, "ORDER BY at"):
        yield _record(row, shape.MARKS)


def _sources(reader: Reader) -> Iterator[Record]:
    uid = " ".join(
        f"WHEN '{table}' THEN (SELECT uid FROM {table} WHERE id = row_id)"  # noqa: S608
        for table in shape.TABLES
    )
    for row in _rows(
        reader, shape.SOURCES, "ORDER BY id", f"CASE table_name {uid} END AS uid"
    ):
        yield _record(row, shape.SOURCES, {"uid": row["uid"]})


_SPECIAL: dict[str, Callable[[Reader], Iterator[Record]]] = {
    "alters": _alters,
    "groups": _groups,
    "fronts": _fronts,
    "switch_marks": _marks,
    "sources": _sources,
}


class _Beside:
    """Rows that belong to other rows, read along with them: both in order of id."""

    def __init__(self, reader: Reader, sql: str) -> None:
        self._rows = reader.each(sql)
        self._next = next(self._rows, None)

    def of(self, owner: int) -> Iterator[sqlite3.Row]:
        """Yield what belongs to the row with that id."""
        while self._next is not None and self._next[0] <= owner:
            if self._next[0] == owner:
                yield self._next
            self._next = next(self._rows, None)


def _rows(
    reader: Reader, section: Section, order: str, *more: str
) -> Iterator[sqlite3.Row]:
    table = section.table
    columns = [f"{table}.id", *(_selected(key, table) for key in section.keys), *more]
    return reader.each(f"SELECT {', '.join(columns)} FROM {table} {order}")  # noqa: S608


def _selected(key: Key, table: str) -> str:
    """Return what to select for a key: its column, or the uid its column points at."""
    if not key.is_reference:
        return f"{table}.{key.column}"
    pointed = f"SELECT uid FROM {key.kind} AS it WHERE it.id = {table}.{key.column}"  # noqa: S608
    return f"({pointed}) AS {key.column}"


def _record(row: sqlite3.Row, section: Section, more: Record | None = None) -> Record:
    record: Record = {}
    for key in section.keys:
        value = row[key.column]
        if key.kind == shape.JSON:
            value = json.loads(value)
        if not key.needed and value == key.default:
            continue
        record[key.name] = _told(key, value)
    for name, value in (more or {}).items():
        if value:
            record[name] = value
    return record


def _told(key: Key, value: Any) -> Any:
    if value is None:
        return None
    if key.kind == shape.MOMENT:
        return clock.iso(value)
    return bool(value) if key.kind == shape.FLAG else value
