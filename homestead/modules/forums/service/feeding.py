"""Feeds: what is new in a thread, a category or everywhere, for a feed reader.

A feed's address holds its token, and shows what its user sees as the alter they were
then, for as long as they may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import categories, feeds
from homestead.modules.forums.models import threads as thread_models
from homestead.modules.forums.service.finding import category as find_category
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.finding import thread as find_thread
from homestead.modules.forums.telling import Telling
from homestead.services import access
from homestead.services.accounts import askers, keys
from homestead.services.people import people

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.house import House

MOST_FEEDS = 100
ALL = "all"


def feed_create(
    house: House, *, thread: int | None = None, category: int | None = None
) -> dict[str, Any]:
    """Open a feed of a thread, a category, or of everything one may see.

    Returns `{"feed", "token"}`; the token is shown this once.
    """
    user = _user(house)
    viewer = viewing.viewer(house)
    base = database(house)
    kind, target = ALL, 0
    if thread is not None:
        kind, target = "thread", find_thread(house, base, thread, viewer)["id"]
    elif category is not None:
        kind, target = "category", find_category(base, category, viewer)["id"]
    token = keys.fresh()
    with base.transaction() as tx:
        if len(feeds.of(tx, user)) >= MOST_FEEDS:
            raise UsageError("That are enough feeds: close some first.")
        digest = keys.digest(token)
        made = feeds.create(tx, digest, user, viewer.reader, kind=kind, target=target)
    return {"feed": made, "token": token}


def feed_list(house: House) -> dict[str, Any]:
    """Return the asker's feeds: `{"feeds": [{"feed", "kind", "title", "as", …}]}`."""
    user = _user(house)
    viewer = viewing.viewer(house)
    base = database(house)
    telling = Telling(house, base, viewer)
    return {
        "feeds": [
            {
                "feed": row["id"],
                "kind": row["kind"],
                "target": row["target"],
                "title": _title(telling, row),
                "as": telling.who(row["who"]) if row["who"] else None,
                **telling.at(row["created_at"], "created"),
            }
            for row in feeds.of(base, user)
        ]
    }


def feed_revoke(house: House, *, feed: int) -> dict[str, Any]:
    """Close a feed for good: its address answers no more."""
    user = _user(house)
    with database(house).transaction() as tx:
        if not feeds.revoke(tx, feed, user):
            raise viewing.gone("feed")
    return {"revoked": feed}


def entries(house: House, token: str) -> dict[str, Any]:
    """Return what a feed shows, to whoever has its token.

    `{"title", "kind", "target", "entries": […]}`: posts as `thread_show` tells them,
    each with the "title" of its thread. NotFoundError: the token opens nothing, any
    more.
    """
    base = database(house)
    row = feeds.by_token(base, keys.digest(token))
    asker = askers.asker_by_user(house, row["user_id"]) if row else None
    if row is None or asker is None:
        raise viewing.gone("feed")
    seen = house.asked_by(asker.name, asker=asker)
    viewer = viewing.viewer(seen, _reader(seen, row["who"]))
    thread = row["target"] if row["kind"] == "thread" else None
    category = row["target"] if row["kind"] == "category" else None
    telling = Telling(seen, base, viewer)
    rows = feeds.latest(base, viewer, thread=thread, category=category)
    told = telling.posts(rows)
    return {
        "title": _title(telling, row),
        "kind": row["kind"],
        "target": row["target"],
        "entries": [
            {**post, "title": each["title"]}
            for post, each in zip(told, rows, strict=True)
        ],
    }


def _user(house: House) -> int:
    """Return the row of who asks. UsageError: nobody who could own a feed."""
    access.require(house.asker, "shared.read")
    if house.asker.user is None:
        raise UsageError("Feeds belong to who is signed in.")
    return house.asker.user


def _reader(house: House, uid: str) -> str | None:
    """Return as whom a feed sees: who opened it, if the user may be them still."""
    found = people(house).by_uid.get(uid)
    if found is None or not found.is_alter:
        return None
    return found.handle if access.may_act_as(house.asker, found.id) else None


def _title(telling: Telling, row: sqlite3.Row) -> str:
    """Return what a feed is called; what the viewer may not see has no name."""
    if row["kind"] == "thread":
        found = thread_models.found(telling.reader, row["target"], telling.viewer)
        return str(found["title"]) if found else "A thread"
    if row["kind"] == "category":
        found = categories.found(telling.reader, row["target"], telling.viewer)
        return str(found["name"]) if found else "A category"
    return "Everything"
