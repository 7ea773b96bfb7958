"""What one can do in the garden: the same for pages, commands and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import handles
from homestead.core.errors import NotFoundError, UsageError
from homestead.services import access

from . import models

if TYPE_CHECKING:
    from homestead.core.house import House

DOOR = ("listing", "add", "remove")

LONGEST = 200


def listing(house: House) -> dict[str, Any]:
    """Return `{"things": [{"id", "name", "added"}]}`, newest first."""
    access.require(house.asker, "garden.read")
    return {"things": models.every(house.room("garden").database)}


def add(house: House, *, name: str) -> dict[str, Any]:
    """Add a thing: `{"thing": {"id", "name"}}`. Raises UsageError for no name."""
    access.require(house.asker, "garden.write")
    name = handles.clean(name)
    if handles.is_blank(name) or len(name) > LONGEST:
        raise UsageError(
            "A thing needs a name.",
            fields={"name": f"must be 1 to {LONGEST} letters"},
        )
    thing = models.add(house.room("garden").database, name)
    return {"thing": {"id": thing, "name": name}}


def remove(house: House, *, thing: int) -> dict[str, Any]:
    """Remove a thing: `{"removed": id}`. Raises NotFoundError if there is none."""
    access.require(house.asker, "garden.write")
    if not models.remove(house.room("garden").database, thing):
        raise NotFoundError(f"There is no thing {thing} here.")
    return {"removed": thing}
