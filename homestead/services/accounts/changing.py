"""New passwords: one's own, proven by the old one; or for somebody who lost theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotPermittedError, RefusedError
from homestead.services import access, audit
from homestead.services.accounts import passwords, sessions, signing, tokens, users

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.house import House


def user_password(
    house: House, *, user: str, password: str, revoke_tokens: bool = False
) -> dict[str, Any]:
    """Give a user a new password; all their sessions end. Returns `{"user": {…}}`.

    With `revoke_tokens` their API tokens open nothing more either, as they should not
    where somebody else knew the password. For oneself there is `password_change`, which
    asks for the old one: whoever finds a browser signed in must not be able to keep its
    owner out.
    """
    access.require(house.asker, "user.manage")
    row = users.find(house.app, user)
    if row["id"] == house.asker.user:
        raise RefusedError(
            "Your own password is changed by giving the old one.",
            hint="Go to your account, or use `homestead user password` in a shell.",
        )
    return _change(house, row, password, revoke_tokens=revoke_tokens)


def password_change(
    house: House, *, current: str, password: str, revoke_tokens: bool = False
) -> dict[str, Any]:
    """Change the password of whoever asks; their other sessions end.

    With `revoke_tokens` their API tokens too. Returns `{"user": {…}}`. Raises
    NotPermittedError when `current` is wrong, TooManyError when that was tried too
    often.
    """
    row = users.whose(house, None)
    buckets = [("device", f"session {house.asker.session}")]
    if not signing.proven(house, row, current, buckets):
        raise NotPermittedError(
            "That is not your password.",
            hint="An owner of this home can give you a new one.",
            fields={"current": "is not your password"},
        )
    return _change(house, row, password, revoke_tokens=revoke_tokens)


def _change(
    house: House, row: sqlite3.Row, password: str, *, revoke_tokens: bool
) -> dict[str, Any]:
    checked = passwords.check(password, row["name"])
    with passwords.turn(house):
        kept = passwords.hashed(house, checked)
    with house.app.transaction() as tx:
        current = users.find(tx, row["uid"])
        ended = sessions.end_all(tx, house, row["id"], but=house.asker.session)
        facts = {"user": current["name"], "ended": ended}
        if revoke_tokens:
            facts["revoked"] = tokens.revoke_all(tx, row["id"])
        audit.note(tx, house, "user.password", **facts)
        return users.saved(tx, house, current, {"password_hash": kept})
