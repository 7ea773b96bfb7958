"""Groups of alters: they nest, and a group may be a subsystem.

Each verb lives in a file of its kind and is loaded when it is first used.
"""

from __future__ import annotations

from homestead.core.late import loader

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
__getattr__ = loader(__name__, _FILES)
