"""Slowing down those who guess passwords, and nobody else.

Failures are counted by where they come from. A stranger's count against the address
and against the account; those of a device or an address from which this user signed in
before, and of this machine itself, count by themselves, so that no stranger can lock
anybody out. The counts are kept in memory: a restart forgets them, a shell has none.
"""

from __future__ import annotations

import hashlib
import math
import os
import time
from importlib import import_module
from typing import TYPE_CHECKING

from homestead.core import addresses, clock
from homestead.core.errors import TooManyError
from homestead.services.accounts import devices, names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from limits import RateLimitItem

    from homestead.core.house import House

    Bucket = tuple[str, str]

RULES = {
    "device": (10, 10 * 60),
    "known": (10, 10 * 60),
    "here": (60, 10 * 60),
    "address": (10, 10 * 60),
    "account": (30, 60 * 60),
    "note": (60, 60 * 60),
}
"""How many failures in how many seconds each kind of bucket takes."""

_SLOTS = 4096
"""Buckets of a kind, at most: strangers choose what is counted, not how much."""


class Throttle:
    """Failures of the last while, counted in buckets."""

    def __init__(self, rules: Mapping[str, tuple[int, int]]) -> None:
        from limits import RateLimitItemPerSecond
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._rules: dict[str, RateLimitItem] = {
            kind: RateLimitItemPerSecond(amount, seconds)
            for kind, (amount, seconds) in rules.items()
        }
        self._salt = os.urandom(16)

    def refuse(self, buckets: Sequence[Bucket]) -> None:
        """Raise TooManyError, telling how long to wait, if one of them is full."""
        wait = max(map(self._wait, buckets))
        if wait <= 0:
            return
        error = TooManyError(
            "Too many wrong passwords in a short time.",
            hint=f"Try again in {clock.span((wait + 59) // 60 * clock.MINUTE)}.",
        )
        error.retry_after = wait
        raise error

    def failed(self, buckets: Sequence[Bucket]) -> None:
        """Count one failure in each."""
        for kind, what in buckets:
            self._window.hit(self._rules[kind], kind, self._slot(what))

    def forgive(self, buckets: Sequence[Bucket]) -> None:
        """Empty those of somebody known, who has just proven to be themselves."""
        for kind, what in buckets:
            if kind in ("device", "known"):
                self._window.clear(self._rules[kind], kind, self._slot(what))

    def worth_noting(self) -> bool:
        """Tell whether one more failure belongs in the audit log, or it is a flood."""
        return self._window.hit(self._rules["note"], "note")

    def _wait(self, bucket: Bucket) -> int:
        """Return the seconds until this bucket has room."""
        kind, what = bucket
        rule, slot = self._rules[kind], self._slot(what)
        if self._window.test(rule, kind, slot):
            return 0
        until = self._window.get_window_stats(rule, kind, slot).reset_time
        return max(1, math.ceil(until - time.time()))

    def _slot(self, what: str) -> str:
        """Return where `what` is counted; nobody outside can tell who shares a slot."""
        hashed = hashlib.blake2b(what.encode("utf-8", "replace"), key=self._salt)
        return str(int.from_bytes(hashed.digest()[:4]) % _SLOTS)


def of(house: House) -> Throttle:
    """Return the one throttle of this home."""

    def made() -> Throttle:
        # Loading it takes 70 ms, and on a phone a third of a second.
        house.aside(lambda: import_module("limits.strategies"))
        return Throttle(RULES)

    throttle: Throttle = house.kept("throttle", made)
    return throttle


def buckets(
    house: House, user: sqlite3.Row | None, *, name: str, place: Mapping[str, str]
) -> list[Bucket]:
    """Return where a try to sign in as `name` counts if it fails."""
    address = place["address"]
    own = f"{names.fold(name)} {address}"
    if user is not None:
        device = devices.known(house.app, user["id"], place["known"])
        if device is not None:
            return [("device", str(device["id"]))]
    if addresses.is_here(address):
        # Behind a proxy of this machine the whole world is here, with names at will.
        return [("known", own), ("here", "")]
    if user is not None and devices.known_address(house.app, user["id"], address):
        return [("known", own)]
    return [
        ("address", devices.neighbourhood(address)),
        ("account", names.fold(name)),
    ]
