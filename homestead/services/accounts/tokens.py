"""API tokens: what lets a script in, for no more than it needs."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock, handles
from homestead.core.errors import ConflictError, NotFoundError, UsageError
from homestead.services import access, audit
from homestead.services.accounts import keys, moments, users

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader, Transaction
    from homestead.core.house import House

PREFIX = "homestead_"
"""What every token begins with, so that one left lying about is recognised."""

LONGEST_NAME = 60
LONGEST_DAYS = 3650

_SELECT = (
    "SELECT tokens.*, users.name AS user FROM tokens"
    " JOIN users ON users.id = tokens.user_id"
)


def token_list(house: House, *, user: str | None = None) -> dict[str, Any]:
    """Return tokens that may work: `{"tokens": [{"token", "name", "scopes", …}]}`.

    Of one user; of all, if none is named and whoever asks manages users.
    """
    everybody = user is None and access.may(house.asker, "user.manage")
    owner = None if everybody else _whose(house, user)["id"]
    rows = house.app.rows(
        f"{_SELECT} WHERE revoked_at IS NULL AND (? IS NULL OR user_id = ?)"
        " ORDER BY users.folded, tokens.name, tokens.id",
        (owner, owner),
    )
    return {"tokens": [_told(house, row) for row in rows]}


def token_create(
    house: House,
    *,
    name: str,
    scopes: Sequence[str],
    user: str | None = None,
    days: int | None = None,
) -> dict[str, Any]:
    """Make a token; return `{"token": {…, "secret": "homestead_…"}}`.

    The secret is told this once. Without `days` the token does not expire. Raises
    UsageError for an unknown scope, or one that the user's role has no use for.
    """
    owner = _whose(house, user)
    kept = _checked_name(name)
    wanted = _checked_scopes(scopes, owner["role"])
    now = clock.now()
    secret = PREFIX + keys.fresh()
    with house.app.transaction() as tx:
        _refuse_taken(tx, owner["id"], kept)
        row = tx.insert(
            "tokens",
            {
                "uid": os.urandom(6).hex(),
                "token_hash": keys.digest(secret),
                "user_id": owner["id"],
                "name": kept,
                "scopes": json.dumps(wanted),
                "created_at": now,
                "expires_at": _expiry(now, days),
            },
        )
        facts = {"user": owner["name"], "name": kept, "scopes": wanted}
        audit.note(tx, house, "token.create", **facts)
        told = _told(house, tx.rows(f"{_SELECT} WHERE tokens.id = ?", (row,))[0])
    return {"token": {**told, "secret": secret}}


def token_revoke(
    house: House, *, token: str, user: str | None = None
) -> dict[str, Any]:
    """Revoke the token with that id or name: `{"token": {…}}`. It opens nothing more.

    Raises NotFoundError for a token the user does not have.
    """
    owner = _whose(house, user)
    with house.app.transaction() as tx:
        row = _find(tx, owner["id"], token)
        tx.update("tokens", row["id"], {"revoked_at": clock.now()})
        facts = {"user": owner["name"], "name": row["name"]}
        audit.note(tx, house, "token.revoke", **facts)
    return {"token": _told(house, row)}


def revoke_all(tx: Transaction, user: int) -> int:
    """Revoke every token of a user; return how many that were."""
    return tx.run(
        "UPDATE tokens SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL",
        (clock.now(), user),
    )


def _whose(house: House, user: str | None) -> sqlite3.Row:
    access.require(house.asker, "token.own")
    return users.whose(house, user)


def _checked_name(name: str) -> str:
    kept = handles.clean(name[: handles.LONGEST_NAME])
    if handles.is_blank(kept) or len(kept) > LONGEST_NAME:
        raise UsageError(
            f"A token's name has 1 to {LONGEST_NAME} letters.",
            hint="Name it for what will use it, such as `widget on the phone`.",
            fields={"name": f"has 1 to {LONGEST_NAME} letters"},
        )
    return kept


def _checked_scopes(scopes: Sequence[str], role: str) -> list[str]:
    wanted = list(dict.fromkeys(scopes))
    useful = access.useful_scopes(role)
    for scope in wanted:
        if scope not in access.SCOPES:
            problem = f"There is no scope {users.shortened(scope)}."
        elif scope not in useful:
            problem = f"A {role} may not do what the scope {scope} is for."
        else:
            continue
        raise UsageError(problem, hint=f"Choose from {', '.join(useful)}.")
    if not wanted:
        raise UsageError(
            "A token needs at least one scope.",
            hint=f"Choose from {', '.join(useful)}.",
        )
    return wanted


def _expiry(now: int, days: int | None) -> int | None:
    if days is None:
        return None
    if not 1 <= days <= LONGEST_DAYS:
        raise UsageError(
            f"A token lasts from 1 to {LONGEST_DAYS} days.",
            hint="Say nothing, and it lasts until it is revoked.",
            fields={"days": f"is from 1 to {LONGEST_DAYS}"},
        )
    return now + days * clock.DAY


def _refuse_taken(reader: Reader, user: int, name: str) -> None:
    if reader.value(
        "SELECT 1 FROM tokens WHERE user_id = ? AND name = ? AND revoked_at IS NULL",
        (user, name),
    ):
        raise ConflictError(
            f"There is a token called {name} already.",
            hint="Choose another name, or revoke that one first.",
            fields={"name": "is taken"},
        )


def _find(reader: Reader, user: int, word: str) -> sqlite3.Row:
    row = reader.row(
        f"{_SELECT} WHERE user_id = ? AND revoked_at IS NULL"
        " AND (tokens.uid = ? OR tokens.name = ?)",
        (user, word, word),
    )
    if row is None:
        raise NotFoundError(
            f"There is no token called {users.shortened(word)}.",
            hint="`homestead token list` shows all there are.",
        )
    return row


def _told(house: House, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "token": row["uid"],
        "name": row["name"],
        "user": row["user"],
        "scopes": json.loads(row["scopes"]),
        "created": clock.iso(row["created_at"]),
        **moments.told(house, last_used=row["last_used_at"], expires=row["expires_at"]),
    }
