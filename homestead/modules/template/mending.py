"""Which of the owner's own templates do not work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.services import access

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.core.templates import Templates

KEPT = "owned"
"""By which name the house keeps what its pages are made with."""


def broken(house: House) -> dict[str, Any]:
    """Return which of the owner's templates do not work, and why.

    `{"folder": where they lie, "broken": [{"file", "line" or None, "reason", "at" or
    None}]}`: what failed on a page since it was changed last, and what cannot be read.
    """
    access.require(house.asker, "home.manage")
    known: Templates = house.kept(KEPT, lambda: _read(house))
    return {
        "folder": known.own.place,
        "broken": [
            {
                "file": each.name,
                "line": each.line or None,
                "reason": each.reason,
                "at": clock.iso_or_none(each.at or None),
            }
            for each in known.check(house.aside)
        ],
    }


def _read(house: House) -> Templates:
    """Return the templates of a home whose pages nobody asks for."""
    from homestead.core.templates import Templates

    return Templates(house.paths.config, lambda _: {})
