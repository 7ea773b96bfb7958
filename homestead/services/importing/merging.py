"""Brings news into rows the home has already, leaving alone what is the home's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.services.importing import links
from homestead.services.importing.plan import Note
from homestead.services.importing.work import TABLES, plain

if TYPE_CHECKING:
    import sqlite3

    from homestead.services.importing.work import Work

_LINKS = frozenset({"fields", "members", "parent", "front", "archived"})
"""Keys of an entry's values that are no columns."""

_EMPTY = (None, "", "[]", "{}")
_DEFAULTS = {"keep_proxy": 0, "autoproxy": 1, "birthday_year_hidden": 0}
"""What columns that are never empty hold when nobody has said anything."""

_OWN = frozenset({"privacy", "position", "created_at", "archived_reason"})
"""Columns whose default is a choice as well: never filled in from another app."""


def columns_of(work: Work, values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that `values` sets, for a row that is new."""
    found = {key: value for key, value in values.items() if key not in _LINKS}
    if values.get("archived"):
        found["archived_at"] = work.now
    return found


def standing(work: Work, table: str, row: int | None) -> sqlite3.Row | None:
    """Return the row if it is there and was not deleted here."""
    found = work.reader.row(f"SELECT * FROM {table} WHERE id = ?", (row,))  # noqa: S608
    if found is None or ("deleted_at" in found.keys() and found["deleted_at"]):  # noqa: SIM118 - a Row
        return None
    return found


def apply(
    work: Work,
    collection: str,
    row: sqlite3.Row,
    changed: dict[str, Any],
    before: dict[str, Any],
) -> list[Note]:
    """Set in `row` what `changed` over there; return what could not be followed."""
    notes: list[Note] = []
    columns = {key: value for key, value in changed.items() if key not in _LINKS}
    if "extra" in columns:
        columns["extra"] = _extra(row, columns["extra"], before.get("extra") or {})
    if "archived" in changed:
        columns["archived_at"] = work.now if changed["archived"] else None
    if "parent" in changed:
        columns.update(_moved(work, row["id"], changed["parent"], notes))
    if "fields" in changed:
        _set_fields(work, row["id"], changed["fields"], before.get("fields", {}), notes)
    if "members" in changed:
        _set_members(work, row["id"], changed["members"], before.get("members", ()))
    if columns and collection != "comments":
        columns["updated_at"] = work.now
    if columns:
        work.writer.update(TABLES[collection], row["id"], plain(columns))
    return notes


def fill(work: Work, table: str, row: sqlite3.Row, values: dict[str, Any]) -> bool:
    """Set in `row` what is still empty there and `values` knows; tell if any was."""
    columns = {
        key: value
        for key, value in plain(values).items()
        if key not in _LINKS | _OWN and value not in _EMPTY and _unsaid(row, key, value)
    }
    if isinstance(values.get("extra"), dict):
        whole = {**values["extra"], **json.loads(row["extra"])}
        columns.pop("extra", None)
        if whole != json.loads(row["extra"]):
            columns["extra"] = json.dumps(whole, ensure_ascii=False)
    if columns:
        work.writer.update(table, row["id"], {**columns, "updated_at": work.now})
    wanted = links.fields(work, values.get("fields", {}), [])
    return _fill_fields(work, row["id"], wanted) or bool(columns)


def _unsaid(row: sqlite3.Row, key: str, value: Any) -> bool:
    """Tell whether the home has nothing yet where `value` would go."""
    if key in _DEFAULTS:
        return bool(row[key] == _DEFAULTS[key] != value)
    return row[key] in _EMPTY


def _extra(
    row: sqlite3.Row, new: dict[str, Any], before: dict[str, Any]
) -> dict[str, Any]:
    """Return the row's `extra` with this app's part of it made new."""
    kept = json.loads(row["extra"])
    others = {key: value for key, value in kept.items() if key not in before}
    return {**others, **new}


def _moved(
    work: Work, row: int, parent: str | None, notes: list[Note]
) -> dict[str, int | None]:
    """Return the new parent, unless the home has put that one below this group."""
    above = None if parent is None else work.row("groups", source_id=parent)
    at: int | None = above
    while at is not None:
        if at == row:
            notes.append(Note("group_circle", "Its new parent is inside it here."))
            return {}
        at = work.moved.get(at) if at in work.moved else _above(work, at)
    work.moved[row] = above
    return {"parent_id": above}


def _above(work: Work, group: int) -> int | None:
    row: int | None = work.reader.value(
        "SELECT parent_id FROM groups WHERE id = ?", (group,)
    )
    return row


def _set_fields(
    work: Work,
    alter: int,
    new: dict[str, str],
    before: dict[str, str],
    notes: list[Note],
) -> None:
    changed = {key: value for key, value in new.items() if before.get(key) != value}
    for field, value in links.fields(work, changed, notes).items():
        row = _value_row(work, field, alter)
        if row is None:
            work.writer.insert(
                "field_values", {"field_id": field, "alter_id": alter, "value": value}
            )
        else:
            work.writer.update("field_values", row, {"value": value})
    gone = {key: "" for key in before if key not in new}
    for field in links.fields(work, gone, []):
        row = _value_row(work, field, alter)
        if row is not None:
            work.writer.delete("field_values", row)


def _fill_fields(work: Work, alter: int, wanted: dict[int, str]) -> bool:
    filled = False
    for field, value in wanted.items():
        if _value_row(work, field, alter) is None:
            filled = True
            work.writer.insert(
                "field_values", {"field_id": field, "alter_id": alter, "value": value}
            )
    return filled


def _value_row(work: Work, field: int, alter: int) -> int | None:
    row: int | None = work.reader.value(
        "SELECT id FROM field_values WHERE field_id = ? AND alter_id = ?",
        (field, alter),
    )
    return row


def _set_members(work: Work, group: int, new: list[str], before: Any) -> None:
    """Let in who joined over there, and out who left there."""
    here = {
        row["alter_id"]: row
        for row in work.reader.rows(
            "SELECT id, alter_id, position FROM group_members WHERE group_id = ?",
            (group,),
        )
    }
    last = max((row["position"] for row in here.values()), default=-1)
    joined = links.members(work, [each for each in new if each not in before], [])
    for alter in joined:
        if alter not in here:
            last += 1
            work.writer.insert(
                "group_members",
                {"group_id": group, "alter_id": alter, "position": last},
            )
    left = links.members(work, [each for each in before if each not in new], [])
    for alter in left:
        if alter in here and alter not in joined:
            work.writer.delete("group_members", here[alter]["id"])
