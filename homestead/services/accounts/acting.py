"""Whom a user may act as, and whom they act as now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotPermittedError, UsageError
from homestead.services import access, alters, audit
from homestead.services.accounts import users

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader
    from homestead.core.house import House


def user_alters(
    house: House,
    *,
    user: str,
    alters: Sequence[str] | None = None,
    was: str | None = None,
) -> dict[str, Any]:
    """Say whom a resident may act as; none listed: as all. Returns `{"user": {…}}`.

    Raises ConflictError if `was` is given and the user's `version` is another by now.
    """
    access.require(house.asker, "user.manage")
    with house.app.transaction() as tx:
        row = users.find(tx, user)
        users.refuse_stale(house, tx, row, was)
        rows = [_somebody(tx, word, house) for word in alters or ()]
        tx.run("DELETE FROM user_alters WHERE user_id = ?", (row["id"],))
        for alter in dict.fromkeys(found["id"] for found in rows):
            tx.insert("user_alters", {"user_id": row["id"], "alter_id": alter})
        listed = [found["handle"] for found in rows]
        audit.note(tx, house, "user.alters", user=row["name"], alters=listed)
        return users.saved(tx, house, row, {"any_alter": not listed})


def act_as(house: House, *, alter: str | None = None) -> dict[str, Any]:
    """Act as `alter` in this session from now on; None: as whoever fronts.

    Returns `{"acting": "seles"|None}`. Raises NotPermittedError for one they may not.
    """
    access.require(house.asker, "alter.read")
    if house.asker.session is None:
        raise UsageError("Only who is signed in with a browser acts as somebody.")
    with house.app.transaction() as tx:
        row = None if alter is None else _somebody(tx, alter, house)
        if row is not None and not access.may_act_as(house.asker, row["id"]):
            raise NotPermittedError(
                f"You may not act as {row['name']}.",
                hint="An owner of this home can change that.",
            )
        columns = {"acting_id": row and row["id"]}
        tx.update("sessions", house.asker.session, columns)
    return {"acting": row and row["handle"]}


def acting_choice(house: House) -> dict[str, Any]:
    """Return whom the asker acts as, and as whom they may.

    `{"chosen": "seles"|None, "acting": "seles"|None, "alters": [{"alter", "name"}]}`:
    "chosen" for this session, "acting" whoever that comes to: the primary fronter
    where nobody is chosen.
    """
    access.require(house.asker, "alter.read")
    people = {
        row["id"]: {"alter": row["handle"], "name": row["name"]}
        for row in house.app.rows(
            "SELECT id, handle, name FROM alters WHERE kind = 'alter'"
            " AND deleted_at IS NULL ORDER BY archived_at IS NOT NULL, position, id"
        )
        if access.may_act_as(house.asker, row["id"])
    }
    nobody: dict[str, str] = {}
    return {
        "chosen": people.get(house.asker.acting or 0, nobody).get("alter"),
        "acting": people.get(access.acting(house) or 0, nobody).get("alter"),
        "alters": list(people.values()),
    }


def _somebody(reader: Reader, word: str, house: House) -> sqlite3.Row:
    """Return the alter that `word` means; nobody acts as a custom front."""
    row = alters.find(reader, word, house=house)
    if row["kind"] != "alter":
        raise UsageError(
            f"{row['name']} is a custom {house.terms.front}, so nobody acts as it."
        )
    return row
