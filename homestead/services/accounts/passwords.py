"""Passwords: what one may be, and how it is proven: argon2id, off the event loop.

A hash takes 46 MiB and two passes: 75 ms on a small server, a third of a second on a
phone. At most two are made at once, so that a flood of sign-ins eats no memory.
"""

from __future__ import annotations

import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

from homestead.core.errors import BusyError, UsageError
from homestead.services.accounts import names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import BoundedSemaphore

    from argon2 import PasswordHasher

    from homestead.core.house import House

MEMORY_KIB = 46 * 1024
PASSES = 2
LANES = 1
AT_ONCE = 2
PATIENCE = 20.0
"""Seconds one waits for others whose passwords are being looked at."""

SHORTEST = 8
LONGEST = 1000

_NOBODYS = (
    "$argon2id$v=19$m=47104,t=2,p=1$XtGIgmLSTlxBYaGtL1RQbw"
    "$E9WNdPdrogGe65q8w2uKPLTt/RA9uhKNBCWhvcXCVac"
)
"""The hash of a password nobody has, so that unknown names take as long as known."""


def check(password: str, name: str) -> str:
    """Return `password` as it is hashed, for the user called `name`.

    Raises UsageError saying what is wrong with it: too short, too long, the name. There
    are no other rules: spaces, emoji and every script are fine.
    """
    problem = _problem(password, name)
    if problem:
        raise UsageError(
            f"The password {problem}.",
            hint="A few words in a row are easy to remember and hard to guess.",
            fields={"password": problem},
        )
    return normal(password)


def _problem(password: str, name: str) -> str:
    if len(password) > LONGEST:
        return f"is longer than {LONGEST} letters"
    if not _is_text(password):
        return "has letters that are no text"
    if min(len(password), len(normal(password))) < SHORTEST:
        return f"is shorter than {SHORTEST} letters"
    if names.fold(password) == names.fold(name):
        return "is the name"
    return ""


def _is_text(password: str) -> bool:
    """Tell whether `password` has no half of a character (from bad UTF-8)."""
    return not any("\ud800" <= letter <= "\udfff" for letter in password)


def normal(password: str) -> str:
    """Return `password` the same from every keyboard: é is one letter, or two."""
    return unicodedata.normalize("NFKC", password)


@contextmanager
def turn(house: House) -> Iterator[None]:
    """Wait for one of the few places in which passwords are hashed.

    Raises BusyError when too many are waiting.
    """
    turns: BoundedSemaphore = house.kept("passwords", _turns)
    if not turns.acquire(timeout=PATIENCE):
        busy = BusyError(
            "Too many people are signing in at once.", hint="Try again in a moment."
        )
        busy.retry_after = int(PATIENCE)
        raise busy
    try:
        yield
    finally:
        turns.release()


def hashed(house: House, checked: str) -> str:
    """Return what is kept of a password that `check` returned; call it in a `turn`."""
    made: str = house.gently(lambda: _hasher().hash(checked))
    return made


def fits(house: House, kept: str | None, password: str) -> bool:
    """Tell whether `kept` was made of `password`; call it in a `turn`.

    Without `kept` (there is no such user) it takes as long and is False.
    """
    possible = len(password) <= LONGEST and _is_text(password)
    tried = normal(password) if possible else ""
    right: bool = house.gently(lambda: _verified(kept or _NOBODYS, tried))
    return right and kept is not None


def _verified(kept: str, password: str) -> bool:
    hasher = _hasher()
    from argon2.exceptions import VerifyMismatchError

    try:
        return hasher.verify(kept, password)
    except VerifyMismatchError:
        return False


def outdated(kept: str) -> bool:
    """Tell whether `kept` was made with other parameters than those of today."""
    return _hasher().check_needs_rehash(kept)


def _hasher() -> PasswordHasher:
    if "argon2" not in sys.modules:
        from homestead.core import native

        native.ensure("argon2")
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


def _turns() -> BoundedSemaphore:
    from threading import BoundedSemaphore

    return BoundedSemaphore(AT_ONCE)
