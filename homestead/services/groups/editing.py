"""Making groups, changing them, removing them and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services import access, alters, changes, details, records, seen
from homestead.services.groups.listing import told
from homestead.services.groups.members import gather, place, put
from homestead.services.groups.tree import find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homestead.core.house import House
    from homestead.services.groups.listing import Told

CHECKS: dict[str, details.Check] = {
    "name": details.name,
    "display_name": details.line,
    "description": details.text,
    "color": details.color,
    "emoji": details.line,
    "subsystem": details.flag,
    "privacy": details.privacy,
}


def add(
    house: House,
    *,
    name: str,
    parent: str | None = None,
    members: Sequence[str] = (),
    **given: Any,
) -> Told:
    """Add a group, in `parent` if there is one; `given`: any of `CHECKS`, `handle`."""
    access.require(house.asker, "alter.edit")
    checks = {**CHECKS, "handle": details.handle}
    given = {"privacy": house.config["home.privacy"], "name": name, **given}
    columns = details.checked(given, checks)
    summary = f"The group {columns['name']} was added"
    with changes.recording(house, "group.add", summary) as change:
        if parent is not None:
            columns["parent_id"] = find(change.tx, parent, house=house)["id"]
        row = records.create(change, "groups", columns, kind="group")
        who = [alters.find(change.tx, each, house=house)["id"] for each in members]
        put(change, row, who)
        return told(change.tx, row)


def edit(
    house: House,
    *,
    group: str,
    parent: str | None = None,
    members: Sequence[str] | None = None,
    was: Mapping[str, Any] | None = None,
    **given: Any,
) -> Told:
    """Change any of `CHECKS` and `handle`; None and "" take away what was there.

    `parent` is the group it shall lie in, "" for none; `members` all who shall be in
    it. `was` tells what was seen before: what still is as it was seen is not written,
    and what somebody else changed meanwhile raises ConflictError.
    """
    access.require(house.asker, "alter.edit")
    beside = {"parent": parent, "members": members}
    given |= {key: value for key, value in beside.items() if value is not None}
    wanted = seen.touched(details.some(given, "group edit"), was)
    who = wanted.pop("members", None)
    mine = {key: value for key, value in wanted.items() if key != "parent"}
    columns = details.checked(mine, {**CHECKS, "handle": details.handle})
    with changes.recording(house, "group.edit", "") as change:
        row = find(change.tx, group, house=house)
        change.summary = f"The group {row['name']} was changed"
        now = told(change.tx, row)
        now |= {"handle": row["handle"], "parent": now["parent"] or ""}
        seen.refuse_overwriting(row["name"], wanted, was=was, now=now, checks=CHECKS)
        if "parent" in wanted:
            columns["parent_id"] = place(change, row, wanted["parent"] or None, house)
        row = records.save(change, "groups", row, columns)
        if who is not None:
            gather(house, change, row, who, was=seen.handles(was, "members", "alter"))
        return told(change.tx, row)


def rename(
    house: House, *, group: str, name: str | None = None, handle: str | None = None
) -> Told:
    """Give a group another name, another handle, or both."""
    access.require(house.asker, "alter.edit")
    columns = details.called("group rename", name, handle)
    with changes.recording(house, "group.rename", "") as change:
        old = find(change.tx, group, house=house)
        row = records.save(change, "groups", old, columns)
        change.summary = f"The group {old['name']} was renamed to {row['name']}"
        return told(change.tx, row)


def remove(house: House, *, group: str) -> Told:
    """Remove a group softly. Its members stay; the groups in it move up."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "group.remove", "") as change:
        row = find(change.tx, group, house=house)
        change.summary = f"The group {row['name']} was removed"
        for child in change.tx.rows(
            "SELECT id FROM groups WHERE parent_id = ? AND deleted_at IS NULL",
            (row["id"],),
        ):
            change.update("groups", child["id"], {"parent_id": row["parent_id"]})
        return told(change.tx, records.remove(change, "groups", row))


def restore(house: House, *, group: str) -> Told:
    """Bring back the group removed last by that handle or name, with its members."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "group.restore", "") as change:
        row = records.bring_back(change, "groups", group, house)
        change.summary = f"The group {row['name']} was brought back"
        return told(change.tx, row)


def reorder(house: House, *, groups: Sequence[str]) -> dict[str, Any]:
    """Put these first, in this order; return `{"groups": [handle, …]}`, all of them."""
    access.require(house.asker, "alter.edit")
    summary = "The order of groups was changed"
    with changes.recording(house, "group.reorder", summary) as change:
        return {"groups": records.reorder(change, "groups", groups, house)}


def shift(house: House, *, group: str, by: int) -> dict[str, Any]:
    """Move a group `by` places down (up: less than 0) among those beside it.

    Returns `{"groups": [handle, …]}`, all of them.
    """
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "group.shift", "") as change:
        row = find(change.tx, group, house=house)
        where = "up" if by < 0 else "down"
        change.summary = f"The group {row['name']} was moved {where}"
        beside = "parent_id"
        order = records.shift(change, "groups", row, by, beside=beside, house=house)
        return {"groups": order}
