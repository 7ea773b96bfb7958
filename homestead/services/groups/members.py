"""Who is in a group, and which group is in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.errors import ConflictError, UsageError
from homestead.services import access, changes, records, seen
from homestead.services import alters as everybody
from homestead.services.groups.listing import Told, told
from homestead.services.groups.tree import find, inside

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.house import House
    from homestead.services.changes import Change


def join(house: House, *, group: str, alters: Sequence[str]) -> Told:
    """Put alters into a group; who is in it already stays where they are."""
    access.require(house.asker, "alter.edit")
    return _move(house, "join", group, alters)


def leave(house: House, *, group: str, alters: Sequence[str]) -> Told:
    """Take alters out of a group; who is not in it is left alone."""
    access.require(house.asker, "alter.edit")
    return _move(house, "leave", group, alters)


def nest(house: House, *, group: str, parent: str | None = None) -> Told:
    """Put a group into another, or with None on its own.

    Raises ConflictError for a group that would come to lie in itself.
    """
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "group.nest", "") as change:
        row = find(change.tx, group, house=house)
        above = place(change, row, parent, house)
        name = change.tx.value("SELECT name FROM groups WHERE id = ?", (above,))
        change.summary = f"The group {row['name']} was moved to {name or 'the top'}"
        row = records.save(change, "groups", row, {"parent_id": above})
        return told(change.tx, row)


def place(
    change: Change, row: sqlite3.Row, parent: str | None, house: House
) -> int | None:
    """Return the row of the group that one shall lie in, None for the top.

    Raises ConflictError if that one lies in it.
    """
    if parent is None:
        return None
    above = find(change.tx, parent, house=house)
    if above["id"] in inside(change.tx, row["id"]):
        raise ConflictError(
            f"{row['name']} cannot lie in {above['name']}, which is in it.",
            hint=f"Move {above['name']} out of {row['name']} first.",
            fields={"parent": "lies in this one"},
        )
    return int(above["id"])


def put(change: Change, group: sqlite3.Row, alters: Sequence[int]) -> None:
    """Put these alters at the end of a group."""
    rows = change.tx.rows(
        "SELECT alter_id, position FROM group_members WHERE group_id = ?",
        (group["id"],),
    )
    known = {row["alter_id"] for row in rows}
    last = max((row["position"] for row in rows), default=-1)
    new = [alter for alter in dict.fromkeys(alters) if alter not in known]
    for position, alter in enumerate(new, last + 1):
        change.insert(
            "group_members",
            {"group_id": group["id"], "alter_id": alter, "position": position},
        )
        change.emit("group.changed", {"group": group["handle"]})


def gather(
    house: House,
    change: Change,
    group: sqlite3.Row,
    wanted: Sequence[str],
    *,
    was: Sequence[str] | None,
) -> None:
    """Have those wanted join and those no more wanted leave, as far as `was` tells.

    Members that were not seen stay; without `was`, exactly those wanted are in it.
    """
    if was is None:
        was = [each["alter"] for each in told(change.tx, group)["members"]]
    joined, left = seen.together(was, wanted)
    order = [each for each in wanted if each in joined]
    put(change, group, [_id(change, each, house) for each in order])
    gone = change.tx.rows("SELECT id, handle FROM alters WHERE deleted_at IS NULL")
    take(change, group, [row["id"] for row in gone if row["handle"] in left])


def _id(change: Change, alter: str, house: House) -> int:
    return int(everybody.find(change.tx, alter, house=house)["id"])


def take(change: Change, group: sqlite3.Row, alters: Sequence[int]) -> None:
    """Take these alters out of a group."""
    for row in change.tx.rows(
        "SELECT id, alter_id FROM group_members WHERE group_id = ?", (group["id"],)
    ):
        if row["alter_id"] in alters:
            change.delete("group_members", row["id"])
            change.emit("group.changed", {"group": group["handle"]})


def _move(house: House, verb: str, group: str, alters: Sequence[str]) -> Told:
    if not alters:
        raise UsageError("Say who.")
    with changes.recording(house, f"group.{verb}", "") as change:
        row = find(change.tx, group, house=house)
        who = [everybody.find(change.tx, alter, house=house) for alter in alters]
        names = ", ".join(each["name"] for each in who)
        did, act = {"join": ("joined", put), "leave": ("left", take)}[verb]
        act(change, row, [each["id"] for each in who])
        change.summary = f"{names} {did} the group {row['name']}"
        return told(change.tx, row)
