"""The key of a request, by which one that arrives twice is carried out once."""

from __future__ import annotations

from homestead.core.errors import HomesteadError, UsageError

SHORTEST, LONGEST = 8, 64


class AlreadyDoneError(HomesteadError):
    """The same request arrived before and was carried out then: no failure.

    `change` is the number in the journal of what came of it. A door answers as it
    answered the first time.
    """

    status, exit_code, code = 200, 0, "already_done"

    def __init__(self, change: int) -> None:
        super().__init__("This was done already.")
        self.change = change


def key(text: str) -> str:
    """Return `text` if it can be a key; raise UsageError if it cannot."""
    plain = text.replace("-", "x").replace("_", "x")
    if SHORTEST <= len(text) <= LONGEST and plain.isascii() and plain.isalnum():
        return text
    raise UsageError(
        f"The key of a request is {SHORTEST} to {LONGEST} letters, digits, - or _.",
        hint="Open the page again and retry.",
    )
