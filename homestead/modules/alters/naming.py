"""The address of somebody's page.

A handle may be a word that a page of this module is called by: such a one is written
`~history`, which no handle is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homestead.core.asking import Ask

PAGES = frozenset(
    (
        *("front", "history", "timeline", "statistics", "calendar", "import", "export"),
        *("groups", "fields", "new", "order", "pictures", "preview", "undo", "redo"),
        "system",
    )
)
"""Words below the module's prefix that are pages, not people."""


def path(handle: str) -> str:
    """Return the path of an alter's page within the module."""
    return f"/~{handle}" if handle in PAGES else f"/{handle}"


def at(ask: Ask, handle: str) -> str:
    """Return the address of the page of the alter that is meant."""
    return ask.url("alters", path(meant(handle)))


def meant(part: str) -> str:
    """Return the handle that a part of an address means."""
    return part.removeprefix("~")
