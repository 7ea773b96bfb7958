"""Boards and notes: categories of somebody's own, there once they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import categories
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.noting import announce
from homestead.services import access

if TYPE_CHECKING:
    from homestead.core.database import Transaction
    from homestead.core.house import House
    from homestead.modules.forums.telling import Telling
    from homestead.services.people import Person

BOARD, NOTES = "board", "notes"


def board_edit(house: House, *, alter: str, private: bool) -> dict[str, Any]:
    """Say whether what is written on somebody's board is between them and the writer.

    Of what is written from now on: what stands there stays for whom it was written.
    """
    access.require(house.asker, "post.write")
    person = viewing.one(house, alter)
    with database(house).transaction() as tx:
        made = belonging(tx, BOARD, person)
        categories.change(tx, made, {"private": int(private)})
        announce(tx, house, "category.changed", category=made)
    return {"category": made, "private": private}


def belonging(tx: Transaction, kind: str, person: Person) -> int:
    """Return the id of somebody's board or notes, making them if they are new.

    Notes are for that alter alone; a board is for everybody to write on.
    """
    found = categories.of(tx, kind, person.uid)
    if found is not None:
        return found
    columns = {"kind": kind, "owner": person.uid, "name": person.name}
    made = categories.create(tx, {**columns, "private": int(kind == BOARD)})
    if kind == NOTES:
        categories.limit(tx, made, [person.uid])
    return made


def boards(telling: Telling, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return everybody's board, those of archived alters only where there is one."""
    if not telling.viewer.system:
        return []
    there = {one["owner"]["alter"]: one for one in told if one["kind"] == BOARD}
    nothing = {"category": None, "unread": 0, "threads": 0, "posts": 0, "private": True}
    return [
        there.get(person.handle)
        or {**nothing, "name": person.name, "owner": telling.who(person.uid)}
        for person in telling.viewer.people.everybody
        if person.is_alter and (not person.archived or person.handle in there)
    ]
