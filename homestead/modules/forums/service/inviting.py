"""Whom a private thread is between: more can be let in, and anybody may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import ConflictError, UsageError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import threads
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.finding import thread as find
from homestead.modules.forums.service.noting import announce

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Transaction
    from homestead.core.house import House
    from homestead.modules.forums.viewer import Viewer


def thread_invite(
    house: House, *, thread: int, alters: Sequence[str], alter: str | None = None
) -> dict[str, Any]:
    """Let more alters into a private thread: they see all of it, from the first post.

    Returns `{"thread", "between": [who]}`.
    """
    person = viewing.writer(house, alter)
    viewer = viewing.seen_as(house, person)
    invited = [viewing.known(house, word).uid for word in alters]
    with database(house).transaction() as tx:
        _private(house, tx, thread, viewer)
        threads.join(tx, thread, invited)
        announce(tx, house, "thread.changed", private=True)
    return _told(house, thread, viewer)


def thread_leave(
    house: House, *, thread: int, alter: str | None = None
) -> dict[str, Any]:
    """Leave a private thread: it is not there for this alter any more."""
    person = viewing.writer(house, alter)
    viewer = viewing.seen_as(house, person)
    with database(house).transaction() as tx:
        _private(house, tx, thread, viewer)
        if threads.members(tx, thread) == [person.uid]:
            raise ConflictError(
                "Nobody else would be left to read it.", hint="Delete the thread."
            )
        threads.leave(tx, thread, person.uid)
        announce(tx, house, "thread.changed", private=True)
    return {"left": thread}


def _private(house: House, tx: Transaction, thread: int, viewer: Viewer) -> sqlite3.Row:
    row = find(house, tx, thread, viewer)
    if not row["private"]:
        raise UsageError("That thread is for everybody who sees its category.")
    return row


def _told(house: House, thread: int, viewer: Viewer) -> dict[str, Any]:
    members = threads.members(database(house), thread)
    return {"thread": thread, "between": [viewer.told(uid) for uid in members]}
