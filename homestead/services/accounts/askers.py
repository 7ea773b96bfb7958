"""From what a browser or a script shows us to who is asking."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.core.errors import SignInError
from homestead.core.house import Asker
from homestead.services.accounts import keys, sessions
from homestead.services.accounts.tokens import PREFIX

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader
    from homestead.core.house import House

NOTED_EVERY = 5 * clock.MINUTE
"""How often the last use is written down; a page view must not cost a write."""

_USER = "users.name AS user, users.role, users.any_alter"


def asker_by_session(house: House, token: str, *, address: str = "") -> Asker | None:
    """Return who is signed in with `token`; None if nobody is, any more.

    Being used keeps a session alive; where the home can be written that is noted.
    """
    now = clock.now()
    row = house.app.row(
        f"SELECT sessions.*, {_USER} FROM sessions"  # noqa: S608 - our own names
        " JOIN users ON users.id = sessions.user_id"
        " WHERE token_hash = ? AND expires_at > ?"
        " AND disabled_at IS NULL AND deleted_at IS NULL",
        (keys.digest(token), now),
    )
    if row is None:
        return None
    if _worth_noting(house, row, now):
        columns = {"last_used_at": now, "expires_at": sessions.expiry(house, now)}
        with house.app.transaction() as tx:
            tx.update("sessions", row["id"], {**columns, "address": address})
    return Asker(
        row["user"],
        row["role"],
        user=row["user_id"],
        alters=_alters(house.app, row),
        acting=row["acting_id"],
        session=row["id"],
    )


def asker_by_token(house: House, text: str) -> Asker | None:
    """Return whose API token `text` is, with its scopes; None if it opens nothing."""
    if not text.startswith(PREFIX):
        return None
    now = clock.now()
    row = house.app.row(
        f"SELECT tokens.*, {_USER} FROM tokens"  # noqa: S608 - our own names
        " JOIN users ON users.id = tokens.user_id"
        " WHERE token_hash = ? AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > ?)"
        " AND disabled_at IS NULL AND deleted_at IS NULL",
        (keys.digest(text), now),
    )
    if row is None:
        return None
    if _worth_noting(house, row, now):
        with house.app.transaction() as tx:
            tx.update("tokens", row["id"], {"last_used_at": now})
    asker = Asker(
        row["user"],
        row["role"],
        user=row["user_id"],
        scopes=frozenset(json.loads(row["scopes"])),
        alters=_alters(house.app, row),
    )
    asker.token = row["id"]
    return asker


def asker_by_user(house: House, user: int) -> Asker | None:
    """Return somebody as they would ask; None if they are here no more, or barred."""
    row = house.app.row(
        f"SELECT users.id AS user_id, {_USER} FROM users"  # noqa: S608 - our own names
        " WHERE users.id = ? AND disabled_at IS NULL AND deleted_at IS NULL",
        (user,),
    )
    if row is None:
        return None
    alters = _alters(house.app, row)
    return Asker(row["user"], row["role"], user=user, alters=alters)


def still(house: House) -> bool:
    """Tell whether who asked is still signed in, and what they were then."""
    asker = house.asker
    table, row = ("sessions", asker.session)
    if asker.token is not None:
        table, row = ("tokens", asker.token)
    if row is None:
        return asker.user is None
    revoked = " AND revoked_at IS NULL" if table == "tokens" else ""
    role = house.app.value(
        f"SELECT users.role FROM {table}"  # noqa: S608 - our own names
        f" JOIN users ON users.id = {table}.user_id"
        f" WHERE {table}.id = ? AND (expires_at IS NULL OR expires_at > ?){revoked}"
        # A number that has become free is given to the next session.
        " AND users.id = ? AND disabled_at IS NULL AND deleted_at IS NULL",
        (row, clock.now(), asker.user),
    )
    return bool(role == asker.role)


def require_still(house: House) -> None:
    """Raise SignInError if who asks has been signed out while their request came in."""
    if not still(house):
        raise SignInError(
            "You were signed out while this was on its way.",
            hint="Sign in, then try again.",
        )


def _worth_noting(house: House, row: sqlite3.Row, now: int) -> bool:
    """Tell whether this use is to be written down."""
    return not house.app.read_only and now - (row["last_used_at"] or 0) >= NOTED_EVERY


def _alters(reader: Reader, row: sqlite3.Row) -> frozenset[int] | None:
    if row["any_alter"]:
        return None
    listed = reader.rows(
        "SELECT alter_id FROM user_alters WHERE user_id = ?", (row["user_id"],)
    )
    return frozenset(row["alter_id"] for row in listed)
