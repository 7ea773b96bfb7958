"""How API tokens read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.cli.showing.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms


def listed(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield the tokens that work."""
    if not result["tokens"]:
        yield "There are no tokens."
        return
    yield from table(
        ("name", "user", "scopes", "last used", "expires", "id"),
        [
            (
                token["name"],
                token["user"],
                ", ".join(token["scopes"]),
                token["last_used_local"] or "never",
                token["expires_local"] or "never",
                token["token"],
            )
            for token in result["tokens"]
        ],
    )


def secret(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield the token itself, and nothing else, so that a script can take it."""
    yield result["token"]["secret"]


def revoked(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield which token opens nothing any more."""
    token = result["token"]
    yield f"Revoked {token['name']} of {token['user']}."
