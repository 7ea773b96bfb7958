"""Custom fields: what a home wants to know of everybody, and what it knows.

Each verb lives in a file of its kind and is loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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


def __getattr__(verb: str) -> Any:
    """Load a verb when it is first used."""
    if verb not in _FILES:
        raise AttributeError(verb)
    file = __import__(f"{__name__}.{_FILES[verb]}", fromlist=[verb])
    return getattr(file, verb)
