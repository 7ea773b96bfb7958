"""What belongs to an alter besides their own row: fields and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.services import details, finding, seen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from homestead.core.house import House
    from homestead.services.changes import Change

Told = dict[str, Any]

FIELD = "field."
"""What the name of a field's value begins with where all is told in one."""


def flat(told: Mapping[str, Any]) -> Told:
    """Return what is told of an alter with the value of each field by itself.

    `fields` may be `{handle: value}`, as it is given, or a list, as it is told.
    """
    rest = {key: value for key, value in told.items() if key != "fields"}
    fields = told.get("fields") or {}
    if isinstance(fields, list):
        rows = (each for each in fields if isinstance(each, dict))
        fields = {each.get("field"): each.get("value") for each in rows}
    if not isinstance(fields, dict):
        raise UsageError("Fields are told by their handles.")
    return rest | {f"{FIELD}{handle}": value for handle, value in fields.items()}


def taken(wanted: Told) -> Told:
    """Take the groups and the values of fields out of what is wanted; return them."""
    names = [key for key in wanted if key == "groups" or key.startswith(FIELD)]
    return {key: wanted.pop(key) for key in names}


def settle(
    house: House,
    change: Change,
    alter: sqlite3.Row,
    wanted: Told,
    *,
    was: Told | None = None,
) -> None:
    """Give an alter the groups and fields that are wanted, as `taken` returns them."""
    wanted = dict(wanted)
    if "groups" in wanted:
        _gather(
            house,
            change,
            alter,
            wanted.pop("groups"),
            seen.handles(was, "groups", "group"),
        )
    _fill(house, change, alter, wanted)


def _fill(
    house: House, change: Change, alter: sqlite3.Row, values: Mapping[str, Any]
) -> None:
    """Put these values (`field.age`: text) into the fields of an alter; "" empties.

    Raises UsageError that names every value which does not fit its field.
    """
    from homestead.services.fields import values as fields

    rows = {
        key: finding.find(change.tx, "fields", key.removeprefix(FIELD), house=house)
        for key in values
    }

    def fitting(value: Any, key: str) -> str:
        text = details.text(value, key)
        return text and fields.kept(house, rows[key]["type"], text)

    kept = details.checked(values, dict.fromkeys(rows, fitting))
    for key, text in kept.items():
        fields.put(change, rows[key], alter, text)
    if kept:
        change.emit("alter.changed", {"alter": alter["handle"]})


def _gather(
    house: House,
    change: Change,
    alter: sqlite3.Row,
    wanted: Sequence[str],
    was: Sequence[str] | None,
) -> None:
    """Have the alter join and leave groups, from those seen to those wanted.

    Groups that were not seen (`was`) stay; without it, it is in exactly those wanted.
    """
    from homestead.services.groups import members

    if was is None:
        was = [row["handle"] for row in _groups(change, alter)]
    joined, left = seen.together(was, wanted)
    for word in sorted(joined):
        group = finding.find(change.tx, "groups", word, house=house)
        members.put(change, group, [alter["id"]])
    for row in _groups(change, alter):
        if row["handle"] in left:
            members.take(change, row, [alter["id"]])


def _groups(change: Change, alter: sqlite3.Row) -> list[sqlite3.Row]:
    return change.tx.rows(
        "SELECT groups.id, handle FROM group_members JOIN groups"
        " ON groups.id = group_id WHERE alter_id = ? AND groups.deleted_at IS NULL",
        (alter["id"],),
    )
