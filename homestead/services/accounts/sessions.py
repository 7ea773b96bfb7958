"""Sessions: being signed in, on one device, until it is not used for long."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import NotFoundError
from homestead.services import audit
from homestead.services.accounts import devices, keys, moments, users

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Transaction
    from homestead.core.house import House


def begin(
    tx: Transaction, house: House, user: sqlite3.Row, *, place: dict[str, str]
) -> dict[str, Any]:
    """Sign `user` in at `place` (`address`, `device`, `known`); return what is told.

    That is `{"user", "session", "device", "expires"}`: the two tokens are to be kept by
    the browser and are kept nowhere else.
    """
    now = clock.now()
    tx.run("DELETE FROM sessions WHERE expires_at <= ?", (now,))
    name, address = devices.called(place["device"]), place["address"]
    device, device_token = devices.remember(
        tx, user["id"], token=place["known"], name=name, address=address
    )
    token = keys.fresh()
    expires = expiry(house, now)
    tx.insert(
        "sessions",
        {
            "uid": os.urandom(6).hex(),
            "token_hash": keys.digest(token),
            "user_id": user["id"],
            "device_id": device,
            "device": name,
            "address": address,
            "created_at": now,
            "last_used_at": now,
            "expires_at": expires,
        },
    )
    facts = {"device": name, "address": address}
    audit.append(tx, user["name"], "session.begin", facts)
    return {
        "user": users.told(house, tx, user),
        "session": token,
        "device": device_token,
        "expires": clock.iso(expires),
    }


def expiry(house: House, used: int) -> int:
    """Return when a session used at `used` ends if it is not used again."""
    days: int = house.config["account.session_days"]
    return used + days * clock.DAY


def session_list(house: House, *, user: str | None = None) -> dict[str, Any]:
    """Return where a user is signed in: `{"sessions": [{"session", "device", …}]}`."""
    row = users.whose(house, user)
    rows = house.app.rows(
        "SELECT sessions.*, alters.handle AS acting FROM sessions"
        " LEFT JOIN alters ON alters.id = sessions.acting_id"
        " WHERE user_id = ? AND expires_at > ? ORDER BY last_used_at DESC, sessions.id",
        (row["id"], clock.now()),
    )
    return {"sessions": [_told(house, row) for row in rows]}


def session_revoke(
    house: House, *, user: str | None = None, session: str | None = None
) -> dict[str, Any]:
    """End a user's session, or all but the one that asks: `{"revoked": 2}`.

    The devices are forgotten too: whoever has one of them is a stranger again. Raises
    NotFoundError for a session the user does not have.
    """
    row = users.whose(house, user)
    with house.app.transaction() as tx:
        if session is None:
            ended = end_all(tx, house, row["id"], but=house.asker.session)
        else:
            ended = _end(tx, house, _found(tx, row["id"], session))
        audit.note(tx, house, "session.revoke", user=row["name"], count=ended)
    return {"revoked": ended}


def end_all(tx: Transaction, house: House, user: int, *, but: int | None = None) -> int:
    """End the sessions of a user, `but` one; return how many that were."""
    kept = tx.value("SELECT device_id FROM sessions WHERE id = ?", (but,))
    rows = tx.rows(
        "SELECT id, uid, device_id FROM sessions WHERE user_id = ? AND id <> ?",
        (user, but or 0),
    )
    ended = _end(tx, house, rows)
    tx.run("DELETE FROM devices WHERE user_id = ? AND id <> ?", (user, kept or 0))
    return ended


def _found(tx: Transaction, user: int, session: str) -> list[sqlite3.Row]:
    rows = tx.rows(
        "SELECT id, uid, device_id FROM sessions WHERE user_id = ? AND uid = ?",
        (user, session),
    )
    if not rows:
        raise NotFoundError(
            "That session has ended already.",
            hint="`homestead user sessions` shows those that have not.",
        )
    return rows


def _end(tx: Transaction, house: House, rows: Sequence[sqlite3.Row]) -> int:
    """End these sessions, forget their devices, and have their pages closed."""
    for row in rows:
        tx.delete("sessions", row["id"])
        tx.delete("devices", row["device_id"])
    ended = {"sessions": [row["uid"] for row in rows]}
    if rows:
        tx.after_commit(lambda: house.events.tell("session.ended", ended))
    return len(rows)


def _told(house: House, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "session": row["uid"],
        "device": row["device"],
        "address": row["address"],
        "acting": row["acting"],
        "created": clock.iso(row["created_at"]),
        **moments.told(house, last_used=row["last_used_at"]),
        "expires": clock.iso(row["expires_at"]),
        "current": row["id"] == house.asker.session,
    }
