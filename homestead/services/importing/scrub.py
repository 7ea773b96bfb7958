"""Secrets other apps leave in their exports, found by the name they go by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections import Counter

_SMELLS = frozenset(
    [
        "token",
        "tokens",
        "secret",
        "secrets",
        "password",
        "passwords",
        "passwd",
        "passphrase",
        "pwd",
        "key",
        "keys",
        "apikey",
        "apikeys",
        "webhook",
        "webhooks",
        "jwt",
        "bearer",
        "credential",
        "credentials",
        "cookie",
        "cookies",
        "otp",
        "totp",
        "authorization",
    ]
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")


def smells(name: str) -> bool:
    """Tell whether something called `name` may be a secret: `notificationToken`."""
    words = [word.lower() for word in _WORDS.findall(name)]
    return not _SMELLS.isdisjoint(words) or "apikey" in "".join(words)


def scrubbed(record: Any, where: str, left_out: Counter[str]) -> Any:
    """Return `record` without what smells of a secret, at any depth.

    What was taken out is counted in `left_out` as `where.name`; an empty one is not.
    """
    if isinstance(record, dict):
        clean: dict[str, Any] = {}
        for name, value in record.items():
            if not smells(name):
                clean[name] = scrubbed(value, where, left_out)
            elif value not in (None, "", [], {}):
                left_out[f"{where}.{name}"] += 1
        return clean
    if isinstance(record, list):
        return [scrubbed(each, where, left_out) for each in record]
    return record
