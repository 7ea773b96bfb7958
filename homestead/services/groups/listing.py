"""Groups as the JSON that scripts read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.services import access
from homestead.services.groups.tree import find, tree

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from homestead.core.database import Reader
    from homestead.core.house import House

Told = dict[str, Any]


def list(house: House, *, removed: bool = False) -> Told:  # noqa: A001 - the verb
    """Return `{"groups": […]}`: each before those in it, `depth` tells how deep.

    `removed` lists those that were removed instead.
    """
    access.require(house.asker, "alter.read")
    if not removed:
        return {"groups": _all_told(house.app, tree(house.app))}
    rows = house.app.rows(
        "SELECT * FROM groups WHERE deleted_at IS NOT NULL ORDER BY deleted_at, id"
    )
    return {"groups": _all_told(house.app, ((row, 0) for row in rows))}


def show(house: House, *, group: str) -> Told:
    """Return one group with its members."""
    access.require(house.asker, "alter.read")
    return told(house.app, find(house.app, group, house=house))


def told(reader: Reader, row: sqlite3.Row) -> Told:
    """Return one group as `show` does."""
    depth = next((deep for each, deep in tree(reader) if each["id"] == row["id"]), 0)
    return _all_told(reader, [(row, depth)])[0]


def _all_told(
    reader: Reader, rows: Iterable[tuple[sqlite3.Row, int]]
) -> Sequence[Told]:
    members: dict[int, Any] = defaultdict(tuple)
    for row in reader.rows(
        "SELECT group_id, handle, name FROM group_members"
        " JOIN alters ON alters.id = alter_id AND deleted_at IS NULL"
        " ORDER BY group_members.position, group_members.id"
    ):
        members[row["group_id"]] += ({"alter": row["handle"], "name": row["name"]},)
    handles = {
        row["id"]: row["handle"]
        for row in reader.rows("SELECT id, handle FROM groups WHERE deleted_at IS NULL")
    }
    return [
        _told(row, depth, handles.get(row["parent_id"]), members[row["id"]])
        for row, depth in rows
    ]


def _told(
    row: sqlite3.Row, depth: int, parent: str | None, members: Iterable[Told]
) -> Told:
    return {
        "group": row["handle"],
        "name": row["name"],
        "display_name": row["display_name"],
        "parent": parent,
        "depth": depth,
        "subsystem": bool(row["subsystem"]),
        "description": row["description"],
        "color": row["color"],
        "emoji": row["emoji"],
        "privacy": row["privacy"],
        "members": [*members],
        "uid": row["uid"],
        "created": clock.iso(row["created_at"]),
        "updated": clock.iso(row["updated_at"]),
        "removed": clock.iso_or_none(row["deleted_at"]),
    }
