"""How accounts read: who has one, what they may, where they are signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.cli.showing.pairs import pairs
from homestead.cli.showing.table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from homestead.core.terms import Terms

    Lines = Callable[[dict[str, Any], Terms], Iterator[str]]


def listed(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield the users."""
    if not result["users"]:
        yield "There are none. `homestead user add NAME --role owner` makes one."
        return
    yield from table(
        ("name", "role", "acts as", "last used", "sessions", "tokens", ""),
        [
            (
                user["user"],
                user["role"],
                _acts_as(user, terms),
                user["last_used_local"] or "never",
                str(user["sessions"]),
                str(user["tokens"]),
                "switched off" if user["disabled"] else "",
            )
            for user in result["users"]
        ],
    )


def shown(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield what is known of one user."""
    user = result["user"]
    yield from pairs(
        [
            ("name", user["user"]),
            ("role", user["role"]),
            ("acts as", _acts_as(user, terms)),
            ("last used", user["last_used_local"] or "never"),
            ("sessions", str(user["sessions"])),
            ("tokens", str(user["tokens"])),
            ("state", "switched off" if user["disabled"] else ""),
            ("id", user["id"]),
        ]
    )


def done(text: str) -> Lines:
    """Return lines that say `text` of the user: `{user} is {role} now.`."""
    return lambda result, _: iter([text.format_map(result["user"])])


def acting(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield whom a user may act as."""
    user = result["user"]
    guest = " is a guest and" if user["role"] == "guest" else ""
    yield f"{user['user']}{guest} may act as {_acts_as(user, terms) or 'nobody'}."


def sessions(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield where a user is signed in, the latest used first."""
    if not result["sessions"]:
        yield "Signed in nowhere."
        return
    yield from table(
        ("session", "device", "address", "last used", "acts as"),
        [
            (
                session["session"],
                session["device"],
                session["address"],
                session["last_used_local"],
                session["acting"] or "",
            )
            for session in result["sessions"]
        ],
    )


def revoked(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield how many sessions ended."""
    count = result["revoked"]
    yield f"Ended {count} session{'' if count == 1 else 's'}."


def _acts_as(user: dict[str, Any], terms: Terms) -> str:
    """Return whom a user may act as; for guests, that is nobody."""
    if user["role"] == "guest":
        return ""
    if user["role"] == "owner" or user["alters"] is None:
        return f"all {terms.alters}"
    return ", ".join(user["alters"])
