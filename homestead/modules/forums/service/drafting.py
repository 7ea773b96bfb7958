"""Drafts: what somebody is writing, kept on the server, each alter's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.modules.forums import posting_rules as rules
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import drafts
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.telling import Telling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.database import Transaction
    from homestead.core.house import House

_PLACE = re.compile(
    r"new|notes|(new|thread|reply|edit):\d{1,15}|board:[a-z0-9_-]{1,40}", re.ASCII
)
LONGEST_TITLE = 400


def draft_save(
    house: House,
    *,
    place: str,
    text: str,
    title: str = "",
    alter: str | None = None,
    shared: bool = False,
) -> dict[str, Any]:
    """Keep what an alter is writing in a place; nothing written keeps nothing.

    A place is `new:3` (a thread in a category), `thread:12`, `reply:99` and `edit:99`
    (posts), `board:yuki`, `notes` or `new`. Others see a draft that is `shared`.
    Returns `{"draft": …}` as `draft_show` does.
    """
    person = viewing.writer(house, alter)
    most = house.room("forums").setting("longest") * 2
    if not _PLACE.fullmatch(place):
        raise UsageError(f"{place[:40]!r} is no place to write in.")
    if len(text) > most or len(title) > LONGEST_TITLE:
        raise UsageError("That is more than a draft keeps.")
    with database(house).transaction() as tx:
        if text.strip() or title.strip():
            drafts.save(tx, person.uid, place, title=title, text=text, shared=shared)
        else:
            drafts.drop(tx, person.uid, place)
    return draft_show(house, place=place, alter=person.handle)


def draft_show(house: House, *, place: str, alter: str | None = None) -> dict[str, Any]:
    """Return what an alter is writing in a place, and what others share there.

    `{"draft": {"place", "title", "text", "shared", "who", "at"}|None, "others": […]}`
    """
    person = viewing.writer(house, alter)
    base = database(house)
    telling = Telling(house, base, viewing.seen_as(house, person))
    row = drafts.find(base, person.uid, place)
    others = drafts.shared(base, place, person.uid)
    return {
        "draft": row and _told(telling, row),
        "others": [_told(telling, each) for each in others],
    }


def draft_list(house: House, *, alter: str | None = None) -> dict[str, Any]:
    """Return everything an alter is writing: `{"drafts": […]}`, the latest first."""
    person = viewing.writer(house, alter)
    base = database(house)
    telling = Telling(house, base, viewing.seen_as(house, person))
    rows = drafts.listed(base, person.uid)
    return {"drafts": [_told(telling, row) for row in rows]}


def draft_discard(
    house: House, *, place: str, alter: str | None = None
) -> dict[str, Any]:
    """Forget what an alter is writing in a place."""
    person = viewing.writer(house, alter)
    with database(house).transaction() as tx:
        drafts.drop(tx, person.uid, place)
    return {"place": place, "draft": None}


def written(tx: Transaction, house: House, place: str, signers: Iterable[str]) -> None:
    """Forget a draft that has become a post: of who signed it, or began to.

    Proxy tags may have made it somebody else's than who was writing.
    """
    if not place:
        return
    writing = viewing.viewer(house)
    known = writing.people.by_handle
    uids = {writing.reader, *(known[each].uid for each in signers if each in known)}
    for uid in rules.mine(house, sorted(uids), writing):
        drafts.drop(tx, uid, place)


def _told(telling: Telling, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "place": row["place"],
        "title": row["title"],
        "text": row["text"],
        "shared": bool(row["shared"]),
        "who": telling.who(row["who"]),
        **telling.at(row["updated_at"]),
    }
