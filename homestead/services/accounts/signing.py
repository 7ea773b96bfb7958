"""Signing in and out: a name and a password, proven without telling which was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotPermittedError, UsageError
from homestead.services import audit
from homestead.services.accounts import passwords, sessions, throttle, users

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.house import House


def sign_in(
    house: House,
    *,
    name: str,
    password: str,
    address: str = "",
    device: str = "",
    known: str = "",
) -> dict[str, Any]:
    """Begin a session: `{"user", "session", "device", "expires"}`.

    `device` is the browser's User-Agent, `known` the device token it was given when
    somebody signed in there before. Raises NotPermittedError when name and password do
    not belong together, TooManyError when that was tried too often, UsageError when one
    of them is empty.
    """
    if not (name and password):
        raise UsageError("It takes a name and a password.")
    place = {"address": address, "device": device, "known": known}
    user = users.named(house.app, name)
    buckets = throttle.buckets(house, user, name=name, place=place)
    if not proven(house, user, password, buckets) or user is None:
        _note_failure(house, user, address)
        raise _wrong()
    _refuse_disabled(user)
    renewed = _renewed(house, user, password)
    with house.app.transaction() as tx:
        unchanged = tx.row(
            "SELECT * FROM users WHERE id = ? AND password_hash = ?"
            " AND disabled_at IS NULL AND deleted_at IS NULL",
            (user["id"], user["password_hash"]),
        )
        if unchanged is None:
            raise _wrong()
        tx.update("users", user["id"], renewed)
        begun = sessions.begin(tx, house, unchanged, place=place)
    throttle.of(house).forgive(buckets)
    return begun


def sign_out(house: House) -> None:
    """End the session whoever asks is signed in with; their device stays known."""
    session = house.asker.session
    if session is None:
        return
    with house.app.transaction() as tx:
        uid = tx.value("SELECT uid FROM sessions WHERE id = ?", (session,))
        if tx.run("DELETE FROM sessions WHERE id = ?", (session,)):
            audit.note(tx, house, "session.end")
            facts = {"sessions": [uid]}
            tx.after_commit(lambda: house.events.tell("session.ended", facts))


def proven(
    house: House,
    user: sqlite3.Row | None,
    password: str,
    buckets: list[throttle.Bucket],
) -> bool:
    """Tell whether `password` is that of `user`; a failure counts in `buckets`.

    Raises TooManyError, without looking at the password, when one of them is full.
    """
    guard = throttle.of(house)
    guard.refuse(buckets)
    with passwords.turn(house):
        # Others may have failed while this one waited for its turn.
        guard.refuse(buckets)
        right = passwords.fits(house, user["password_hash"] if user else None, password)
        if not right:
            guard.failed(buckets)
    return right


def _renewed(house: House, user: sqlite3.Row, password: str) -> dict[str, str]:
    """Return the columns to write because better parameters are used by now."""
    kept = user["password_hash"]
    if passwords.outdated(kept):
        with passwords.turn(house):
            kept = passwords.hashed(house, passwords.normal(password))
    return {"password_hash": kept}


def _refuse_disabled(user: sqlite3.Row) -> None:
    if user["disabled_at"]:
        raise NotPermittedError(
            "This account is switched off.",
            hint="An owner of this home can switch it on again.",
        )


def _wrong() -> NotPermittedError:
    return NotPermittedError(
        "That name and password do not belong together.",
        hint="Whoever looks after this home can give you a new password.",
    )


def _note_failure(house: House, user: sqlite3.Row | None, address: str) -> None:
    """Note that somebody tried; a name nobody has may be a password, so never that."""
    if house.app.read_only or not throttle.of(house).worth_noting():
        return
    known = {"user": user["name"]} if user else {}
    with house.app.transaction() as tx:
        facts = {**known, "address": address}
        audit.append(tx, house.actor, "session.refuse", facts)
