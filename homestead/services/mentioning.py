"""Who may be meant by the first letters of a name: what completes an @mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import handles
from homestead.services import access
from homestead.services.people import Group, people

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.services.people import Person

MOST = 8
_LONGEST = 60
_NOT_SO = 9


def begun(house: House, word: str) -> dict[str, Any]:
    """Return `{"people": […]}`: the alters and groups whose names begin like `word`.

    Each as `{"handle", "name", "kind", "color", "avatar"}`, `kind` alter or group, the
    likeliest first; where nobody's does, who is called nearly so.
    """
    access.require(house.asker, "alter.read")
    sought = handles.clean(word[:_LONGEST]).casefold()
    known = people(house)
    here = [one for one in known.everybody if one.is_alter and not one.archived]
    everybody: list[Person | Group] = [*here, *known.groups.values()]
    ranks = {one.uid: _rank(one, sought) for one in everybody}
    likely = (one for one in everybody if sought and ranks[one.uid] < _NOT_SO)
    found = sorted(likely, key=lambda one: ranks[one.uid])
    if not found and sought:
        found.extend(one for one in known.near(word[:_LONGEST]) if one in here)
    return {"people": [_told(one) for one in found[:MOST]]}


def _rank(one: Person | Group, sought: str) -> int:
    """Return how likely somebody is meant: the whole handle, its beginning, a name."""
    name = one.name.casefold()
    if one.handle == sought:
        return 0
    if one.handle.startswith(sought) or name.startswith(sought):
        return 1
    return 2 if any(part.startswith(sought) for part in name.split()) else _NOT_SO


def _told(one: Person | Group) -> dict[str, Any]:
    told = {"handle": one.handle, "name": one.name}
    if isinstance(one, Group):
        return {**told, "kind": "group", "color": None, "avatar": None}
    return {**told, "kind": "alter", "color": one.color, "avatar": one.avatar}
