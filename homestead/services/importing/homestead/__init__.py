"""Takes an export of Homestead back: into an empty home without a difference.

What the file says is so afterwards, unless it was changed here after the export was
made; what only this home has stays. Rows are known by their uid, or by the app and id
they once came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.services.importing.homestead import export

if TYPE_CHECKING:
    from homestead.services.importing.homestead.export import Export


def read(contents: list[Any]) -> Export:
    """Return the export that is the one document of `contents`.

    Raises UsageError or IntegrityError for anything else.
    """
    if len(contents) != 1:
        raise UsageError(
            "These are several exports of Homestead; each is a whole home.",
            hint="Import one after the other, the oldest first.",
        )
    return export.opened(contents[0])
