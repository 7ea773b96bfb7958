"""Groups of alters: they nest, and a group may be a subsystem.

Each verb lives in a file of its kind and is loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FILES = {
    "list": "listing",
    "show": "listing",
    "add": "editing",
    "edit": "editing",
    "rename": "editing",
    "remove": "editing",
    "restore": "editing",
    "reorder": "editing",
    "shift": "editing",
    "join": "members",
    "leave": "members",
    "nest": "members",
}
DOOR = tuple(_FILES)


def __getattr__(verb: str) -> Any:
    """Load a verb when it is first used."""
    if verb not in _FILES:
        raise AttributeError(verb)
    file = __import__(f"{__name__}.{_FILES[verb]}", fromlist=[verb])
    return getattr(file, verb)
