"""What open pages are told of an event, and who may hear it.

Pages learn that something changed and whom it touched; what it says they fetch, and see
of it what they may. An event nobody thought of here is told to nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.streams import Notice
from homestead.services import access, accounts

if TYPE_CHECKING:
    from homestead.core.house import House

_NEEDS = {
    "front.changed": "front.read",
    "alter.changed": "alter.read",
    "group.changed": "alter.read",
    "field.changed": "alter.read",
    "system.changed": "shared.read",
    "style.changed": "shared.read",
    "template.changed": "shared.read",
    "user.changed": "user.manage",
    "category.changed": "post.read",
    "thread.created": "post.read",
    "thread.changed": "post.read",
    "post.created": "post.read",
    "post.changed": "post.read",
}
_SAID = ("alter", "group", "field", "change", "category", "thread")
_SETTLING = frozenset(("session.ended", "user.changed"))


def told(name: str, facts: dict[str, Any]) -> Notice | None:
    """Return what pages are told of an event; None: nothing."""
    needs = _NEEDS.get(name)
    if needs is None:
        return None
    says = {key: facts[key] for key in _SAID if facts.get(key) is not None}
    moved = [*facts.get("came", ()), *facts.get("left", ()), *facts.get("changed", ())]
    return Notice(needs, says | ({"alters": moved} if moved else {}))


def hears(house: House, needs: str) -> bool:
    """Tell whether whoever asks may hear what needs this permission."""
    return access.may(house.asker, needs)


def still(house: House) -> bool:
    """Tell whether who asked is still who they were when they did."""
    return accounts.still(house)


def settles(name: str) -> bool:
    """Tell whether after this event it is to be asked who may still listen."""
    return name in _SETTLING
