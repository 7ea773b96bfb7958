"""Reads PluralKit's export, version 2: `pk;export`, or a file built from its API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.services.importing.pluralkit import reader

if TYPE_CHECKING:
    from homestead.services.importing.plan import Plan


def read(contents: list[Any]) -> Plan:
    """Return the plan for an export, given as a list of its one parsed document.

    The switches are taken out of the document as they are read, so that 200,000 of
    them are never held twice. Raises UsageError for anything but one object.
    """
    if len(contents) != 1:
        raise UsageError(
            "These are several PluralKit exports; each is whole by itself.",
            hint="Import one after the other, the oldest first.",
        )
    if not isinstance(contents[0], dict):
        raise UsageError(
            "This is not a PluralKit export.",
            hint="Send `pk;export` to PluralKit and give the file it answers with.",
        )
    return reader.plan(contents[0])
