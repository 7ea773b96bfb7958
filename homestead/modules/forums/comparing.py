"""What was added and what was removed between two texts, word by word."""

from __future__ import annotations

import difflib
import re

SAME, ADDED, REMOVED = "same", "added", "removed"

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")

MOST_WORDS = 2000
"""Beyond that whole lines are compared: words would take too long."""

Change = tuple[str, str]


def compared(before: str, after: str) -> list[Change]:
    """Return the pieces that lead from one text to the other, in order."""
    old, new = _pieces(before), _pieces(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > MOST_WORDS:
        return [(REMOVED, before), (ADDED, after)]
    found: list[Change] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(old[old_from:old_to])))
            continue
        removed, added = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        found += [(REMOVED, removed)] if removed else []
        found += [(ADDED, added)] if added else []
    return found


def _pieces(text: str) -> list[str]:
    return _WORDS.findall(text)
