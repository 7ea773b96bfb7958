"""Adding alters and changing what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services import access, alters, changes, details, records
from homestead.services.alters import models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.house import House

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


def add(house: House, *, name: str, **given: Any) -> models.Told:
    """Add an alter, or with `custom` a custom front; return it.

    `given`: any of `CHECKS`, and `handle`, which is made from the name if left out.
    Raises UsageError naming all that is wrong, ConflictError for a handle that is
    taken.
    """
    access.require(house.asker, "alter.edit")
    checks = {**CHECKS, "handle": details.handle}
    given = {"privacy": house.config["home.privacy"], "name": name, **given}
    columns = _columns(details.checked(given, checks))
    summary = f"{columns['name']} was added"
    with changes.recording(house, "alter.add", summary) as change:
        kind = "custom" if columns.get("kind") == "custom" else "alter"
        row = records.create(change, "alters", columns, kind=kind)
        return models.told(change.tx, row)


def edit(house: House, *, alter: str, **given: Any) -> models.Told:
    """Change any of `CHECKS`; None and "" take away what was there."""
    access.require(house.asker, "alter.edit")
    columns = details.some(_columns(details.checked(given, CHECKS)), "alter edit")
    with changes.recording(house, "alter.edit", "") as change:
        row = alters.find(change.tx, alter, house=house)
        change.summary = f"{row['name']} was changed"
        row = records.save(change, "alters", row, columns)
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


def _columns(kept: dict[str, Any]) -> dict[str, Any]:
    """Return what was checked, by the names of the columns."""
    if "custom" in kept:
        kept["kind"] = "custom" if kept.pop("custom") else "alter"
    return kept


def _called(row: Any) -> str:
    return f"{row['name']} ({row['handle']})"
