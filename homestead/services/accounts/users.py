"""Users: who has an account, what it is called, and which role it has."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock, handles
from homestead.core.errors import ConflictError, NotFoundError, UsageError
from homestead.services import access, audit, stale
from homestead.services.accounts import moments, names, passwords

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader, Transaction
    from homestead.core.house import House


def user_list(house: House, *, removed: bool = False) -> dict[str, Any]:
    """Return the users, or the removed ones: `{"users": [{"user", "role", …}]}`."""
    access.require(house.asker, "user.manage")
    rows = house.app.rows(
        "SELECT * FROM users WHERE (deleted_at IS NOT NULL) = ? ORDER BY folded, id",
        (removed,),
    )
    return {"users": [told(house, house.app, row) for row in rows]}


def user_show(house: House, *, user: str | None = None) -> dict[str, Any]:
    """Return one user, whoever asks if none is named: `{"user": {…}}`."""
    return {"user": told(house, house.app, whose(house, user))}


def user_add(
    house: House, *, name: str, password: str, role: str = "resident"
) -> dict[str, Any]:
    """Make an account; return `{"user": {…}}`.

    Raises UsageError for a name, password or role that cannot be, ConflictError when
    the name is taken.
    """
    access.require(house.asker, "user.manage")
    check_role(role)
    columns = prepared(house, name, password)
    with house.app.transaction() as tx:
        row = insert(tx, {**columns, "role": role})
        audit.note(tx, house, "user.add", user=row["name"], role=role)
        announce(tx, house, row)
        return {"user": told(house, tx, row)}


def user_rename(
    house: House, *, user: str, name: str, was: str | None = None
) -> dict[str, Any]:
    """Call a user something else, as anybody may themselves; return `{"user": {…}}`.

    Raises ConflictError when the name is taken, or if `was` is given and the user's
    `version` is another by now.
    """
    row = whose(house, user)
    kept = names.check(name)
    with house.app.transaction() as tx:
        refuse_stale(house, tx, row, was)
        refuse_taken(tx, kept, but=row["id"])
        columns = {"name": kept, "folded": names.fold(kept)}
        audit.note(tx, house, "user.rename", user=row["name"], name=kept)
        return saved(tx, house, row, columns)


def user_role(
    house: House, *, user: str, role: str, was: str | None = None
) -> dict[str, Any]:
    """Make a user owner, resident or guest; return `{"user": {…}}`.

    Raises ConflictError when that would leave the home without an owner, or if `was`
    is given and the user's `version` is another by now.
    """
    access.require(house.asker, "user.manage")
    check_role(role)
    with house.app.transaction() as tx:
        row = find(tx, user)
        refuse_stale(house, tx, row, was)
        if role != "owner":
            refuse_last_owner(tx, row)
        audit.note(tx, house, "user.role", user=row["name"], role=role)
        return saved(tx, house, row, {"role": role})


def prepared(house: House, name: str, password: str) -> dict[str, Any]:
    """Return the columns of a new user; refuses what cannot be, then hashes."""
    kept = names.check(name)
    checked = passwords.check(password, kept)
    refuse_taken(house.app, kept)
    with passwords.turn(house):
        made = passwords.hashed(house, checked)
    return {"name": kept, "folded": names.fold(kept), "password_hash": made}


def insert(tx: Transaction, columns: dict[str, Any]) -> sqlite3.Row:
    """Add the user in `columns`; return the row."""
    refuse_taken(tx, columns["name"])
    now = clock.now()
    added = {"uid": os.urandom(16).hex(), "created_at": now, "updated_at": now}
    return _row(tx, tx.insert("users", {**added, **columns}))


def saved(
    tx: Transaction, house: House, row: sqlite3.Row, columns: dict[str, Any]
) -> dict[str, Any]:
    """Set `columns` of a user, tell whoever listens, and return `{"user": {…}}`."""
    tx.update("users", row["id"], {**columns, "updated_at": clock.now()})
    changed = _row(tx, row["id"])
    announce(tx, house, changed)
    return {"user": told(house, tx, changed)}


def announce(tx: Transaction, house: House, row: sqlite3.Row) -> None:
    """Tell the open pages, once the change is on disk."""
    facts = {"user": row["uid"]}
    tx.after_commit(lambda: house.events.tell("user.changed", facts))


def lookup(reader: Reader, word: str, *, removed: bool = False) -> sqlite3.Row | None:
    """Return the user with that id or name, in any case; the one removed last."""
    return reader.row(
        "SELECT * FROM users WHERE (uid = ? OR folded = ?)"
        " AND (deleted_at IS NOT NULL) = ?"
        " ORDER BY uid = ? DESC, deleted_at DESC, id DESC LIMIT 1",
        (word, names.fold(word), removed, word),
    )


def named(reader: Reader, name: str) -> sqlite3.Row | None:
    """Return the user with that name, in any case: what signs one in."""
    return reader.row(
        "SELECT * FROM users WHERE folded = ? AND deleted_at IS NULL",
        (names.fold(name),),
    )


def find(reader: Reader, word: str) -> sqlite3.Row:
    """Return the user called `word`; raise NotFoundError with what may be meant."""
    row = lookup(reader, word)
    if row is not None:
        return row
    called = [
        row["name"]
        for row in reader.rows(
            "SELECT name FROM users WHERE deleted_at IS NULL ORDER BY folded"
        )
    ]
    near = handles.suggest(word, called)
    hint = "`homestead user list` shows who has an account."
    if lookup(reader, word, removed=True):
        hint = "The account was removed: `homestead user restore` brings it back."
    elif near:
        hint = f"Did you mean {' or '.join(near)}?"
    raise NotFoundError(f"There is no user called {shortened(word)}.", hint=hint)


def whose(house: House, word: str | None) -> sqlite3.Row:
    """Return the user meant: whoever asks, or another for those who manage users.

    The shell, being nobody's, means the only owner when it says nothing.
    """
    if word is None:
        return _own(house)
    row = lookup(house.app, word)
    if row is None or row["id"] != house.asker.user:
        access.require(house.asker, "user.manage")
    else:
        access.require(house.asker, "account.own")
    return row or find(house.app, word)


def _own(house: House) -> sqlite3.Row:
    access.require(house.asker, "account.own")
    if house.asker.user is not None:
        return _row(house.app, house.asker.user)
    owners = house.app.rows(
        "SELECT * FROM users WHERE role = 'owner' AND deleted_at IS NULL LIMIT 2"
    )
    if len(owners) == 1:
        return owners[0]
    raise UsageError(
        "Say which user is meant.", hint="`homestead user list` shows all."
    )


def refuse_taken(reader: Reader, name: str, *, but: int | None = None) -> None:
    """Raise ConflictError when a user other than `but` has that name."""
    taken = named(reader, name)
    if taken is not None and taken["id"] != but:
        raise ConflictError(
            f"There is a user called {name} already.",
            hint="Choose another name.",
            fields={"name": "is taken"},
        )


def refuse_last_owner(tx: Transaction, row: sqlite3.Row) -> None:
    """Raise ConflictError when without this user no owner could come in."""
    if row["role"] != "owner" or row["disabled_at"]:
        return
    others = tx.value(
        "SELECT count(*) FROM users WHERE role = 'owner' AND id <> ?"
        " AND disabled_at IS NULL AND deleted_at IS NULL",
        (row["id"],),
    )
    if not others:
        raise ConflictError(
            f"{row['name']} is the only owner of this home.",
            hint="Make somebody else an owner first: `homestead user role`.",
        )


def refuse_stale(
    house: House, reader: Reader, row: sqlite3.Row, was: str | None
) -> None:
    """Raise ConflictError if `was` is the version of something that changed since."""
    stale.refuse(was, told(house, reader, row)["version"], "account")


def check_role(role: str) -> None:
    """Raise UsageError for what is no role."""
    if role not in access.ROLES:
        raise UsageError(
            f"There is no role {shortened(role)}.",
            hint=f"The roles are {', '.join(access.ROLES)}.",
            fields={"role": f"is one of {', '.join(access.ROLES)}"},
        )


def shortened(word: str) -> str:
    """Return `word` quoted, never more than a line of it."""
    fits = len(word) <= names.LONGEST
    return repr(word if fits else f"{word[: names.LONGEST]}…")


def told(house: House, reader: Reader, row: sqlite3.Row) -> dict[str, Any]:
    """Return what is told of a user; `alters` None: they may act as any."""
    (count,) = reader.rows(
        "SELECT (SELECT count(*) FROM sessions WHERE user_id = ? AND expires_at > ?)"
        " AS sessions, (SELECT count(*) FROM tokens WHERE user_id = ?"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)) AS tokens,"
        " (SELECT max(last_used_at) FROM sessions WHERE user_id = ?) AS last_used",
        (row["id"], clock.now(), row["id"], clock.now(), row["id"]),
    )
    alters = None if row["any_alter"] else alters_of(reader, row["id"])
    return {
        "id": row["uid"],
        "version": stale.version(row["name"], row["role"], row["disabled_at"], alters),
        "user": row["name"],
        "role": row["role"],
        "alters": alters,
        "created": clock.iso(row["created_at"]),
        "disabled": clock.iso_or_none(row["disabled_at"]),
        "removed": clock.iso_or_none(row["deleted_at"]),
        **moments.told(house, last_used=count["last_used"]),
        "sessions": count["sessions"],
        "tokens": count["tokens"],
    }


def alters_of(reader: Reader, user: int) -> list[str]:
    """Return the handles of those a user may act as, where these are listed."""
    return [
        row["handle"]
        for row in reader.rows(
            "SELECT alters.handle FROM user_alters"
            " JOIN alters ON alters.id = user_alters.alter_id"
            " WHERE user_id = ? AND deleted_at IS NULL"
            " ORDER BY alters.position, alters.id",
            (user,),
        )
    ]


def _row(reader: Reader, user: int) -> sqlite3.Row:
    return reader.rows("SELECT * FROM users WHERE id = ?", (user,))[0]
