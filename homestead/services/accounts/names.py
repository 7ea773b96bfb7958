"""What users are called: any script, one line; told apart whatever the case."""

from __future__ import annotations

import unicodedata

from homestead.core import handles
from homestead.core.errors import UsageError
from homestead.core.house import NOBODY, SHELL

LONGEST = 60
_LONGEST_READ = 1000

_TAKEN_BY_US = {SHELL.name, NOBODY.name}
"""Names the journal and the audit log give to askers who are no users."""


def check(name: str) -> str:
    """Return `name` as it is kept; raise UsageError saying what is wrong with it."""
    kept = handles.clean(name[: handles.LONGEST_NAME])
    problem = _problem(kept)
    if problem:
        raise UsageError(
            f"A user's name {problem}.",
            hint="Choose another name; any script and emoji will do.",
            fields={"name": problem},
        )
    return kept


def fold(name: str) -> str:
    """Return `name` as names are compared: in any case and any width of letters."""
    read = handles.clean(name[:_LONGEST_READ])
    plain = unicodedata.normalize("NFKC", read).casefold()
    return handles.clean(unicodedata.normalize("NFKC", plain))


def _problem(name: str) -> str:
    if handles.is_blank(name):
        return "cannot be empty"
    if len(name) > LONGEST:
        return f"cannot have more than {LONGEST} letters"
    if fold(name) in _TAKEN_BY_US:
        return f"cannot be {name}, which Homestead itself uses"
    return ""
