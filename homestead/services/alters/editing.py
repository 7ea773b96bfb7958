"""Adding alters and changing what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services import (
    access,
    alters,
    changes,
    details,
    pictures,
    records,
    seen,
)
from homestead.services.alters import belonging, models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homestead.core.house import House, NamedFile

CHECKS: dict[str, details.Check] = {
    "name": details.name,
    "display_name": details.line,
    "pronouns": details.line,
    "color": details.color,
    "description": details.text,
    "birthday": details.birthday,
    "birthday_year_hidden": details.flag,
    "tags": details.tags,
    "proxy_tags": details.proxy_tags,
    "keep_proxy": details.flag,
    "autoproxy": details.flag,
    "privacy": details.privacy,
    "custom": details.flag,
}


def add(
    house: House,
    *,
    name: str,
    fields: Mapping[str, str] | None = None,
    groups: Sequence[str] = (),
    crop: Mapping[str, float] | None = None,
    files: Sequence[NamedFile] = (),
    **given: Any,
) -> models.Told:
    """Add an alter, or with `custom` a custom front; return it.

    `given`: any of `CHECKS`, and `handle`, which is made from the name if left out;
    `fields` and `groups` by their handles; a picture, or a square of it (`crop`).
    Raises UsageError naming all that is wrong, ConflictError for a handle that is
    taken.
    """
    access.require(house.asker, "alter.edit")
    given = {"privacy": house.config["home.privacy"], "name": name, **given}
    columns = _columns(details.checked(given, {**CHECKS, "handle": details.handle}))
    if files:
        columns["avatar"] = pictures.keep(house, "alters", files[0].file, crop)
    summary = f"{columns['name']} was added"
    with changes.recording(house, "alter.add", summary) as change:
        kind = "custom" if columns.get("kind") == "custom" else "alter"
        row = records.create(change, "alters", columns, kind=kind)
        more = belonging.flat({"fields": fields, "groups": groups})
        belonging.settle(house, change, row, more)
        return models.told(change.tx, row)


def edit(
    house: House,
    *,
    alter: str,
    fields: Mapping[str, str] | None = None,
    groups: Sequence[str] | None = None,
    was: Mapping[str, Any] | None = None,
    **given: Any,
) -> models.Told:
    """Change any of `CHECKS` and `handle`; None and "" take away what was there.

    `fields` are values by the fields' handles; `groups` all the groups to be in. `was`
    tells what was seen before, in the same shape: what still is as it was seen is not
    written, and what somebody else changed meanwhile raises ConflictError.
    """
    access.require(house.asker, "alter.edit")
    beside = {"fields": fields, "groups": groups}
    given |= {key: value for key, value in beside.items() if value is not None}
    details.some(given, "alter edit")
    then = None if was is None else belonging.flat(was)
    wanted = seen.touched(belonging.flat(given), then)
    more = belonging.taken(wanted)
    mine = {key: value for key, value in {**wanted, **more}.items() if key != "groups"}
    columns = _columns(details.checked(wanted, {**CHECKS, "handle": details.handle}))
    with changes.recording(house, "alter.edit", "") as change:
        row = alters.find(change.tx, alter, house=house)
        change.summary = f"{row['name']} was changed"
        now = belonging.flat({**models.told(change.tx, row), "handle": row["handle"]})
        seen.refuse_overwriting(row["name"], mine, was=then, now=now, checks=CHECKS)
        row = records.save(change, "alters", row, columns)
        belonging.settle(house, change, row, more, was=then)
        return models.told(change.tx, row)


def rename(
    house: House, *, alter: str, name: str | None = None, handle: str | None = None
) -> models.Told:
    """Give an alter another name, another handle, or both.

    The handle stays as it is unless told: what one has in scripts goes on working.
    """
    access.require(house.asker, "alter.edit")
    columns = details.called("alter rename", name, handle)
    with changes.recording(house, "alter.rename", "") as change:
        old = alters.find(change.tx, alter, house=house)
        row = records.save(change, "alters", old, columns)
        change.summary = f"{_called(old)} was renamed to {_called(row)}"
        return models.told(change.tx, row)


def reorder(house: House, *, alters: Sequence[str]) -> dict[str, Any]:
    """Put these first, in this order; return `{"alters": [handle, …]}`, everybody."""
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "alter.reorder", "The order was changed") as change:
        return {"alters": records.reorder(change, "alters", alters, house)}


def shift(house: House, *, alter: str, by: int) -> dict[str, Any]:
    """Move somebody `by` places down (up: less than 0) among their kind.

    Returns `{"alters": [handle, …]}`, everybody.
    """
    access.require(house.asker, "alter.edit")
    with changes.recording(house, "alter.shift", "") as change:
        row = alters.find(change.tx, alter, house=house)
        change.summary = f"{row['name']} was moved {'up' if by < 0 else 'down'}"
        order = records.shift(change, "alters", row, by, beside="kind", house=house)
        return {"alters": order}


def _columns(kept: dict[str, Any]) -> dict[str, Any]:
    """Return what was checked, by the names of the columns."""
    if "custom" in kept:
        kept["kind"] = "custom" if kept.pop("custom") else "alter"
    return kept


def _called(row: Any) -> str:
    return f"{row['name']} ({row['handle']})"
