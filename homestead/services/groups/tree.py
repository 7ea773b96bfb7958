"""How groups lie in each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from homestead.services import finding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from homestead.core.database import Reader
    from homestead.core.house import House


def find(reader: Reader, group: str, *, house: House) -> sqlite3.Row:
    """Return the row of the group that a handle or name means."""
    return finding.find(reader, "groups", group, house=house)


def tree(reader: Reader) -> Iterator[tuple[sqlite3.Row, int]]:
    """Yield every group and how deep it lies, each before those in it.

    A group whose parent is gone, or that lies in itself, is at the top.
    """
    rows = reader.rows(
        "SELECT * FROM groups WHERE deleted_at IS NULL ORDER BY position, id"
    )
    left = {row["id"]: row for row in rows}
    children = defaultdict(list)
    for row in rows:
        parent = row["parent_id"] if row["parent_id"] in left else None
        children[parent].append(row)
    waiting = [(row, 0) for row in reversed(children[None])]
    while left:
        row, depth = waiting.pop() if waiting else (next(iter(left.values())), 0)
        if left.pop(row["id"], None) is not None:
            yield row, depth
            inside = ((each, depth + 1) for each in reversed(children[row["id"]]))
            waiting.extend(inside)


def inside(reader: Reader, group: int) -> set[int]:
    """Return the ids of a group and of all groups in it."""
    rows = reader.rows(
        "WITH RECURSIVE inside (id) AS (SELECT ? UNION SELECT groups.id FROM groups"
        " JOIN inside ON parent_id = inside.id WHERE deleted_at IS NULL)"
        " SELECT id FROM inside",
        (group,),
    )
    return {row["id"] for row in rows}


def everybody_in(reader: Reader, group: int) -> set[int]:
    """Return the ids of the alters in a group and in the groups in it."""
    rows = reader.rows("SELECT group_id, alter_id FROM group_members")
    groups = inside(reader, group)
    return {row["alter_id"] for row in rows if row["group_id"] in groups}
