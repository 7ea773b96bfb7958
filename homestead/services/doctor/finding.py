"""One thing the doctor looked at."""

from __future__ import annotations

from typing import Any, NamedTuple


class Finding(NamedTuple):
    """What was looked at, how it is, and the command that mends it."""

    name: str
    state: str
    message: str
    fix: str | None

    def to_json(self) -> dict[str, Any]:
        """Return it as a plain object."""
        return self._asdict()


def ok(message: str) -> Finding:
    """Return that something is as it should be."""
    return Finding("", "ok", message, None)


def warn(message: str, fix: str | None = None) -> Finding:
    """Return that something may become a problem."""
    return Finding("", "warn", message, fix)


def fail(message: str, fix: str | None = None) -> Finding:
    """Return that something is wrong."""
    return Finding("", "fail", message, fix)
