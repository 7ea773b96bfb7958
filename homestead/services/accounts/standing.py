"""Whether an account may be used: switched off and on again, removed and restored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import NotFoundError
from homestead.services import access, audit
from homestead.services.accounts import sessions, tokens, users

if TYPE_CHECKING:
    from homestead.core.house import House


def user_disable(house: House, *, user: str) -> dict[str, Any]:
    """Switch an account off: its sessions end, its tokens rest. Returns `{"user"}`.

    Raises ConflictError for the only owner.
    """
    access.require(house.asker, "user.manage")
    with house.app.transaction() as tx:
        row = users.find(tx, user)
        users.refuse_last_owner(tx, row)
        sessions.end_all(tx, house, row["id"])
        audit.note(tx, house, "user.disable", user=row["name"])
        since = row["disabled_at"] or clock.now()
        return users.saved(tx, house, row, {"disabled_at": since})


def user_enable(house: House, *, user: str) -> dict[str, Any]:
    """Switch an account on again; return `{"user": {…}}`."""
    access.require(house.asker, "user.manage")
    with house.app.transaction() as tx:
        row = users.find(tx, user)
        audit.note(tx, house, "user.enable", user=row["name"])
        return users.saved(tx, house, row, {"disabled_at": None})


def user_remove(house: House, *, user: str) -> dict[str, Any]:
    """Remove an account, its sessions and tokens; `user_restore` brings it back.

    What its user wrote stays. Returns `{"user": {…}}`; raises ConflictError for the
    only owner.
    """
    access.require(house.asker, "user.manage")
    with house.app.transaction() as tx:
        row = users.find(tx, user)
        users.refuse_last_owner(tx, row)
        sessions.end_all(tx, house, row["id"])
        tokens.revoke_all(tx, row["id"])
        audit.note(tx, house, "user.remove", user=row["name"])
        return users.saved(tx, house, row, {"deleted_at": clock.now()})


def user_restore(house: House, *, user: str) -> dict[str, Any]:
    """Bring a removed account back, password and all; its tokens stay revoked.

    Raises ConflictError when somebody else has the name by now.
    """
    access.require(house.asker, "user.manage")
    with house.app.transaction() as tx:
        row = users.lookup(tx, user, removed=True)
        if row is None:
            raise NotFoundError(
                f"No user called {users.shortened(user)} was removed.",
                hint="`homestead user list --removed` shows who can come back.",
            )
        users.refuse_taken(tx, row["name"])
        audit.note(tx, house, "user.restore", user=row["name"])
        return users.saved(tx, house, row, {"deleted_at": None})
