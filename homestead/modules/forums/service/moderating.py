"""Looking after threads: pin, lock, hide, move, split, merge, delete, bring back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConflictError, NotPermittedError, UsageError
from homestead.modules.forums import posting_rules as rules
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import categories, moving, posts, threads
from homestead.modules.forums.service.finding import category as find_category
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.finding import post as find_post
from homestead.modules.forums.service.finding import thread as find
from homestead.modules.forums.service.naming import LONGEST_TITLE, named
from homestead.modules.forums.service.noting import announce, noted
from homestead.modules.forums.telling import Telling
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Transaction
    from homestead.core.house import House

MOST_POSTS = 10_000
"""Posts that are moved at once."""


def thread_pin(house: House, *, thread: int, pinned: bool = True) -> dict[str, Any]:
    """Keep a thread at the top of its category; or let it go."""
    return _look_after(house, thread, "thread.pin", {"pinned": int(pinned)})


def thread_lock(house: House, *, thread: int, locked: bool = True) -> dict[str, Any]:
    """Let nobody write in a thread any more; or again."""
    at = clock.now() if locked else None
    return _look_after(house, thread, "thread.lock", {"locked_at": at})


def thread_hide(house: House, *, thread: int, hidden: bool = True) -> dict[str, Any]:
    """Show a thread only to those who look after all; or to everybody again."""
    at = clock.now() if hidden else None
    return _look_after(house, thread, "thread.hide", {"hidden_at": at})


def post_hide(house: House, *, post: int, hidden: bool = True) -> dict[str, Any]:
    """Show a post only to those who look after all; or to everybody again."""
    access.require(house.asker, "post.moderate")
    with database(house).transaction() as tx:
        row = find_post(house, tx, post, viewing.viewer(house))
        tx.update("posts", post, {"hidden_at": clock.now() if hidden else None})
        announce(tx, house, "post.changed", thread=row["thread_id"])
    noted(house, "post.hide", post=post, hidden=hidden)
    return {"post": post, "thread": row["thread_id"], "hidden": hidden}


def thread_move(house: House, *, thread: int, category: int) -> dict[str, Any]:
    """Have a thread stand in another category."""
    access.require(house.asker, "post.moderate")
    viewer = viewing.viewer(house)
    with database(house).transaction() as tx:
        target = find_category(tx, category, viewer)
        if target["kind"] != "open":
            raise UsageError(
                "Threads are moved to a category, not to a board or notes."
            )
        _change(house, tx, thread, {"category_id": category})
    noted(house, "thread.move", thread=thread, category=category)
    return {"thread": thread, "category": category}


def thread_split(
    house: House,
    *,
    thread: int,
    chosen: Sequence[int],
    title: str,
    category: int | None = None,
    answers: bool = True,
) -> dict[str, Any]:
    """Make a thread of its own of the `chosen` posts, with the answers to them.

    In the same category or another. Returns `{"thread", "posts": how many}`.
    """
    access.require(house.asker, "post.moderate")
    viewer = viewing.viewer(house)
    line = named(title, LONGEST_TITLE, "title")

    def part(tx: Transaction) -> tuple[int, int]:
        row = find(house, tx, thread, viewer)
        where = find_category(tx, category or row["category_id"], viewer)["id"]
        moved = _chosen(tx, row, chosen, answers=answers)
        columns = {"category_id": where, "title": line, "private": row["private"]}
        made = _beside(tx, row, columns, moved[0])
        moving.move(tx, moved, thread, made)
        for each in (thread, made):
            facts = {"thread": each, "private": row["private"]}
            announce(tx, house, "thread.changed", **facts)
        return made, len(moved)

    made, count = database(house).in_background(part)
    noted(house, "thread.split", thread=thread, into=made, posts=count)
    return {"thread": made, "posts": count}


def thread_merge(house: House, *, thread: int, into: int) -> dict[str, Any]:
    """Bring all posts of a thread into another, by time; its address leads there."""
    access.require(house.asker, "post.moderate")
    viewer = viewing.viewer(house)
    if thread == into:
        raise UsageError("A thread is not merged with itself.")

    def join(tx: Transaction) -> int:
        source, target = (find(house, tx, each, viewer) for each in (thread, into))
        _refuse_to_tell_more(tx, source, target)
        every = [row["id"] for row in posts.by_number(tx, thread, 1, source["posts"])]
        moving.move(tx, every, thread, into)
        gone = {"deleted_at": clock.now(), "merged_into": into}
        tx.update("threads", thread, gone)
        for each in (thread, into):
            facts = {"thread": each, "private": target["private"]}
            announce(tx, house, "thread.changed", **facts)
        return len(every)

    count = database(house).in_background(join)
    noted(house, "thread.merge", thread=thread, into=into, posts=count)
    return {"thread": into, "posts": count}


def thread_delete(house: House, *, thread: int) -> dict[str, Any]:
    """Take a thread away: who began it, or an owner; `thread_restore` undoes it."""
    access.require(house.asker, "post.write")
    viewer = viewing.viewer(house)
    with database(house).transaction() as tx:
        row = find(house, tx, thread, viewer)
        mine = rules.mine(house, [row["starter"]], viewer)
        if not mine and not viewer.moderates:
            raise NotPermittedError("Only who began a thread, or an owner, deletes it.")
        _change(house, tx, thread, {"deleted_at": clock.now()})
    noted(house, "thread.delete", thread=thread)
    return {"deleted": thread, "category": row["category_id"]}


def thread_restore(house: House, *, thread: int) -> dict[str, Any]:
    """Bring a thread back that was deleted: who began it, or an owner."""
    access.require(house.asker, "post.write")
    viewer = viewing.viewer(house)
    with database(house).transaction() as tx:
        waiting = {row["id"]: row for row in threads.deleted(tx, viewer)}
        row = waiting.get(thread)
        if row is None:
            raise viewing.gone("deleted thread")
        if not viewer.moderates and not rules.mine(house, [row["starter"]], viewer):
            raise NotPermittedError("Only who began a thread, or an owner, does that.")
        tx.update("threads", thread, {"deleted_at": None})
        announce(tx, house, "thread.changed", thread=thread, private=row["private"])
    noted(house, "thread.restore", thread=thread)
    return {"thread": thread}


def trash(house: House) -> dict[str, Any]:
    """Return the threads and categories that can come back: `{"threads", …}`."""
    access.require(house.asker, "post.write")
    viewer = viewing.viewer(house)
    base = database(house)
    telling = Telling(house, base, viewer)
    rows = [
        row
        for row in threads.deleted(base, viewer)
        if viewer.moderates or telling.may_be(row["starter"])
    ]
    gone = categories.deleted(base) if viewer.moderates else []
    return {
        "threads": [
            {
                "thread": row["id"],
                "title": row["title"],
                "starter": telling.who(row["starter"]),
                **telling.at(row["deleted_at"], "deleted"),
            }
            for row in rows
        ],
        "categories": [
            {
                "category": row["id"],
                "name": row["name"],
                **telling.at(row["deleted_at"], "deleted"),
            }
            for row in gone
        ],
    }


def _look_after(
    house: House, thread: int, action: str, columns: dict[str, Any]
) -> dict[str, Any]:
    access.require(house.asker, "post.moderate")
    with database(house).transaction() as tx:
        _change(house, tx, thread, columns)
    [(what, value)] = columns.items()
    noted(house, action, thread=thread, undone=not value)
    return {"thread": thread, what.removesuffix("_at"): bool(value)}


def _change(
    house: House, tx: Transaction, thread: int, columns: dict[str, Any]
) -> None:
    row = find(house, tx, thread, viewing.viewer(house))
    tx.update("threads", thread, columns)
    announce(tx, house, "thread.changed", thread=thread, private=row["private"])


def _chosen(
    tx: Transaction, thread: sqlite3.Row, wanted: Sequence[int], *, answers: bool
) -> list[int]:
    """Return the posts that go; at least one goes, and one stays."""
    known = posts.chosen(tx, list(wanted)[:MOST_POSTS])
    if not known or any(row["thread_id"] != thread["id"] for row in known.values()):
        raise UsageError("Choose posts of this thread.", fields={"posts": "are none"})
    chosen = sorted(known)
    if answers:
        chosen = moving.with_answers(tx, thread["id"], known)
    if len(chosen) >= thread["posts"]:
        raise ConflictError(
            "That would be the whole thread.", hint="Name it otherwise, or move it."
        )
    return chosen


def _beside(
    tx: Transaction, thread: sqlite3.Row, columns: dict[str, Any], first: int
) -> int:
    """Make a thread for those who see the one it comes from."""
    row = posts.chosen(tx, [first])[first]
    fresh = {"uid": os.urandom(16).hex(), "starter": row["author"], **columns}
    made = threads.create(tx, fresh)
    threads.join(tx, made, threads.members(tx, thread["id"]))
    return made


def _refuse_to_tell_more(
    tx: Transaction, source: sqlite3.Row, target: sqlite3.Row
) -> None:
    """Raise ConflictError if merging would show private posts to others."""
    between = [set(threads.members(tx, row["id"])) for row in (source, target)]
    if source["private"] and (not target["private"] or not between[0] >= between[1]):
        raise ConflictError(
            "That thread is private: others would read it in the other one."
        )
