"""Custom fields: what a home wants to know of everybody, and what it knows.

Each verb lives in a file of its kind and is loaded when it is first used.
"""

from __future__ import annotations

from homestead.core.late import loader

_FILES = {
    "list": "definitions",
    "show": "definitions",
    "add": "definitions",
    "edit": "definitions",
    "remove": "definitions",
    "restore": "definitions",
    "reorder": "definitions",
    "shift": "definitions",
    "set": "values",
    "clear": "values",
}
DOOR = tuple(_FILES)
__getattr__ = loader(__name__, _FILES)
