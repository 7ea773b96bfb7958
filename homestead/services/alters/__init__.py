"""The alters and the custom fronts: who they are, and how one finds them.

`find` is light, for the commands typed most often; the verbs load when first used.
"""

from __future__ import annotations

from homestead.core.late import loader
from homestead.services import finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader
    from homestead.core.house import House

_FILES = {
    "list": "listing",
    "show": "listing",
    "tags": "listing",
    "add": "editing",
    "edit": "editing",
    "rename": "editing",
    "reorder": "editing",
    "shift": "editing",
    "avatar": "avatars",
    "archive": "leaving",
    "unarchive": "leaving",
    "remove": "leaving",
    "restore": "leaving",
    "bring_in": "bringing",
}
DOOR = tuple(_FILES)


def find(reader: Reader, name: str, *, house: House | None = None) -> sqlite3.Row:
    """Return the row of the alter or custom front that `name` means.

    See `finding.find` for how, and for what it raises.
    """
    return finding.find(reader, "alters", name, house=house)


__getattr__ = loader(__name__, _FILES)
