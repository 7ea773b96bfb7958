"""Forms filled in from a page that is no longer true.

A form carries the version of what it showed. Who sends it after somebody else changed
that is told so, and nothing is overwritten.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from homestead.core.errors import ConflictError


def version(*facts: Any) -> str:
    """Return a short name for just these facts."""
    return blake2b(repr(facts).encode(), digest_size=6).hexdigest()


def refuse(was: str | None, now: str, what: str) -> None:
    """Raise ConflictError if `was`, the version somebody saw, is not the one of now."""
    if was not in (None, "", now):
        raise ConflictError(
            f"Somebody changed this {what} while you were at it.",
            hint="Look at what it says now, then save again what you want.",
            fields={"was": now},
        )
