"""Looking alters up: all that fit, or one with everything known of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.services import access, alters
from homestead.services.alters import models
from homestead.services.groups import tree

if TYPE_CHECKING:
    from homestead.core.house import House

_SEARCHED = ("alter", "name", "display_name", "pronouns", "description")


def list(  # noqa: A001 - the verb
    house: House,
    *,
    custom: bool | None = None,
    archived: bool | None = None,
    group: str | None = None,
    tag: str | None = None,
    search: str | None = None,
    removed: bool = False,
) -> dict[str, Any]:
    """Return `{"alters": […]}` in the home's order, custom fronts last.

    Each of `custom`, `archived`, `group` (with the groups in it), `tag`, `search`
    narrows the list; None does not. `removed` lists who was removed instead.
    """
    access.require(house.asker, "alter.read")
    wanted = None if group is None else _members(house, group)
    rows = house.app.rows(
        "SELECT * FROM alters WHERE (deleted_at IS NOT NULL) = ?"
        " ORDER BY kind, position, id",
        (removed,),
    )
    found = models.all_told(
        house.app, (row for row in rows if wanted is None or row["id"] in wanted)
    )
    return {
        "alters": [
            each
            for each in found
            if custom in (None, each["custom"])
            and archived in (None, each["archived"])
            and (tag is None or _tagged(each, tag))
            and (search is None or _mentions(each, search))
        ]
    }


def show(house: House, *, alter: str) -> models.Told:
    """Return everything known of one alter or custom front."""
    access.require(house.asker, "alter.read")
    return models.told(house.app, alters.find(house.app, alter, house=house))


def tags(house: House) -> dict[str, Any]:
    """Return `{"tags": […]}`: every tag that somebody has, in the order of letters."""
    access.require(house.asker, "alter.read")
    rows = house.app.rows(
        "SELECT tags FROM alters WHERE deleted_at IS NULL AND tags <> '[]'"
    )
    found = {tag.casefold(): tag for row in rows for tag in json.loads(row["tags"])}
    return {"tags": [found[each] for each in sorted(found)]}


def _members(house: House, group: str) -> set[int]:
    row = tree.find(house.app, group, house=house)
    return tree.everybody_in(house.app, row["id"])


def _tagged(told: models.Told, tag: str) -> bool:
    return tag.casefold() in (each.casefold() for each in told["tags"])


def _mentions(told: models.Told, words: str) -> bool:
    """Tell whether every word is found somewhere in what is said of an alter."""
    text = "\n".join([*(told[key] for key in _SEARCHED), *told["tags"]]).casefold()
    return all(word in text for word in words.casefold().split())
