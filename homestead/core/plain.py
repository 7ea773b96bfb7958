"""Text without anything but text in it."""

from __future__ import annotations

# What could move the cursor, recolour or retitle a terminal: never passed on.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))


def safe(line: str) -> str:
    """Return `line` without anything a terminal would obey."""
    return line if line.isprintable() else line.translate(_CONTROLS)
