"""Forms filled in from a page that is no longer true, of what is judged as a whole.

For what has parts that mean nothing without each other, such as when an entry of the
record begins and ends, or where a change must not happen to what one did not see, such
as an account's role. A form carries the version of what it showed; who sends it after
anything of that changed is told so. `seen` is for what has parts of their own.
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
