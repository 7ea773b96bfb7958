"""Threads: listed, begun, shown page by page, named anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotPermittedError, RefusedError, UsageError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums import writing
from homestead.modules.forums.models import categories, once, posts, threads
from homestead.modules.forums.models import polls as poll_models
from homestead.modules.forums.models.threads import Wanted
from homestead.modules.forums.polling import checked as checked_poll
from homestead.modules.forums.service import pages
from homestead.modules.forums.service.boards import BOARD, NOTES, belonging
from homestead.modules.forums.service.drafting import written
from homestead.modules.forums.service.finding import category as find_category
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.finding import thread as find
from homestead.modules.forums.service.naming import (
    LONGEST_TITLE,
    named,
    tag_of,
    tags_of,
    title_of,
)
from homestead.modules.forums.service.noting import announce
from homestead.modules.forums.service.posts import add
from homestead.modules.forums.telling import Telling
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from homestead.core.database import Transaction
    from homestead.core.house import House
    from homestead.modules.forums.viewer import Viewer
    from homestead.services.people import Person

MOST_THREADS = 100


def thread_list(  # noqa: PLR0913 - the ways to narrow a list
    house: House,
    *,
    category: int | None = None,
    board: str | None = None,
    tag: str | None = None,
    private: bool = False,
    before: str | None = None,
    limit: int = 20,
    reader: str | None = None,
) -> dict[str, Any]:
    """Return `{"threads": […], "pinned": […], "next": …}`, written in last first.

    Of everything, or of one `category`, one alter's `board`, one `tag`, or only what is
    `private`. "pinned" are on the first page of a category. `next` is the `before` of
    the following page, or None.
    """
    viewer = viewing.viewer(house, reader)
    base = database(house)
    if board is not None:
        owner = viewing.known(house, board).uid
        category = categories.of(base, BOARD, owner) or 0
    elif category is not None:
        find_category(base, category, viewer)
    most = max(1, min(limit, MOST_THREADS))
    wanted = Wanted(
        category=category,
        tag=tag and tag_of(tag),
        private=private,
        before=pages.after_list(before),
        limit=most + 1,
    )
    rows = threads.listed(base, viewer, wanted)
    pinned = []
    if category is not None and before is None:
        pinned = threads.listed(base, viewer, wanted._replace(pinned=True, limit=100))
    shown = rows[:most]
    return {
        "threads": _told(Telling(house, base, viewer), shown),
        "pinned": _told(Telling(house, base, viewer), pinned),
        "next": pages.list_end(shown[-1]) if len(rows) > most else None,
    }


def thread_show(  # noqa: PLR0913 - the ways to say which page
    house: House,
    *,
    thread: int,
    page: int | str | None = None,
    view: str = "flat",
    post: int | None = None,
    after: str | None = None,
    before: str | None = None,
    reader: str | None = None,
) -> dict[str, Any]:
    """Return a thread and a page of its posts: `{"thread": {…}, "posts": […], …}`.

    Flat, by time: "page" of "pages"; `page` is a number, "last", or "new": where the
    first unread post is. As a `tree`: "next" is the `after` of the following page,
    "previous" the `before` of the one before; `page` may be "last". Either way `post`
    shows the page that post is on. "first_new" is the number of the first unread post,
    None if there is none.
    """
    viewer = viewing.viewer(house, reader)
    base = database(house)
    row = find(house, base, thread, viewer)
    telling = Telling(house, base, viewer)
    size = house.room("forums").setting("page")
    place = pages.Place(page, post, after, before)
    shown = pages.tree if view == "tree" else pages.flat
    rows, where = shown(base, row, place, size)
    told = telling.thread(row)
    read_to = told["read_to"]
    return {
        "thread": {**told, **_more(telling, row)},
        "view": "tree" if view == "tree" else "flat",
        "posts": telling.posts(rows, read_to),
        "first_new": read_to + 1 if viewer.reader and told["unread"] else None,
        **where,
    }


def thread_create(  # noqa: PLR0913 - what a thread has
    house: House,
    *,
    title: str = "",
    text: str,
    category: int | None = None,
    board: str | None = None,
    notes: bool = False,
    authors: Sequence[str] = (),
    between: Sequence[str] = (),
    private: bool | None = None,
    tags: Sequence[str] = (),
    poll: Mapping[str, Any] | None = None,
    draft: str = "",
) -> dict[str, Any]:
    """Begin a thread with its first post; return `{"thread", "post", "again"}`.

    In a `category`, on an alter's `board`, or among one's own `notes`. `between` makes
    it private: between these and the authors. `private` says of a board's thread
    whether it is between the two, else the board's owner has said so. A title may be
    left out: then it is how the text begins. `poll` is what `poll_create` takes.
    `draft` names the draft it was written as.
    """
    made = writing.written(house, text, authors)
    viewer = viewing.seen_as(house, made.authors[0])
    line = title_of(title, made.posted.covered)
    wanted_tags = tags_of(tags)
    asked = poll and checked_poll(house, poll)
    others = [viewing.known(house, word) for word in between]
    front = writing.fronting(house)
    with database(house).transaction() as tx:
        first = once.made(tx, house, "thread")
        if first is not None:
            return {"thread": first, "post": _first(tx, first), "again": True}
        where = _place(house, tx, viewer, category, board, notes=notes)
        members = _members(where, made.authors, others, private=private)
        number = threads.create(
            tx,
            {
                "category_id": where["id"],
                "title": line,
                "starter": made.authors[0].uid,
                "private": int(bool(members)),
            },
        )
        threads.join(tx, number, members)
        threads.tag(tx, number, wanted_tags)
        post = add(tx, house, number, made, front=front)
        if asked:
            poll_models.create(tx, {"post_id": post, **asked.columns}, asked.options)
        once.note(tx, house, "thread", number)
        written(tx, house, draft, [*authors, *(one.handle for one in made.authors)])
        announce(tx, house, "thread.created", thread=number, private=bool(members))
    return {"thread": number, "post": post, "again": False}


def thread_edit(
    house: House,
    *,
    thread: int,
    title: str | None = None,
    tags: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Call a thread otherwise, or tag it otherwise: whoever began it, or an owner."""
    access.require(house.asker, "post.write")
    viewer = viewing.viewer(house)
    wanted = None if tags is None else tags_of(tags)
    line = None if title is None else named(title, LONGEST_TITLE, "title")
    with database(house).transaction() as tx:
        row = find(house, tx, thread, viewer)
        if not viewer.moderates and not _may_be(house, viewer, row["starter"]):
            raise NotPermittedError("Only who began a thread, or an owner, renames it.")
        if line is not None:
            tx.update("threads", thread, {"title": line})
        if wanted is not None:
            threads.tag(tx, thread, wanted)
        announce(tx, house, "thread.changed", thread=thread, private=row["private"])
    return {"thread": thread}


def _told(telling: Telling, rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
    if not rows:
        return []
    tags = threads.tags(telling.reader, [row["id"] for row in rows])
    return [
        {
            **telling.thread(row),
            "tags": tags[row["id"]],
            "last_author": telling.who(row["last_author"] or ""),
        }
        for row in rows
    ]


def _more(telling: Telling, row: sqlite3.Row) -> dict[str, Any]:
    """Return what is told of a thread on its own page only."""
    viewer = telling.viewer
    members = threads.members(telling.reader, row["id"]) if row["private"] else []
    open_ = row["locked_at"] is None and row["category_archived_at"] is None
    return {
        "tags": threads.tags(telling.reader, [row["id"]])[row["id"]],
        "between": [telling.who(uid) for uid in members],
        "level": row["level"] or "normal",
        "may_write": telling.writes and open_,
        "may_edit": viewer.moderates or telling.may_be(row["starter"]),
        "moderates": viewer.moderates,
        "reader": telling.who(viewer.reader) if viewer.reader else None,
    }


def _place(
    house: House,
    tx: Transaction,
    viewer: Viewer,
    category: int | None,
    board: str | None,
    *,
    notes: bool,
) -> sqlite3.Row:
    """Return the category a new thread is to stand in."""
    if board is not None:
        category = belonging(tx, BOARD, viewing.known(house, board))
    elif notes:
        writer = viewer.people.by_uid[viewer.reader]
        category = belonging(tx, NOTES, writer)
    if category is None:
        raise UsageError(
            "Say where the thread is to stand.", fields={"category": "is missing"}
        )
    row = find_category(tx, category, viewer)
    if row["archived_at"] is not None:
        raise RefusedError(f"{row['name']} is archived: it can only be read.")
    return row


def _members(
    where: sqlite3.Row,
    authors: Iterable[Person],
    others: Iterable[Person],
    *,
    private: bool | None,
) -> list[str]:
    """Return whom a new thread is between; nobody: it is for all of its category."""
    named_ = [one.uid for one in others]
    secret = bool(where["private"]) if private is None else private
    if not named_ and not (where["kind"] == BOARD and secret):
        return []
    owner = [where["owner"]] if where["owner"] else []
    return list(dict.fromkeys([*(one.uid for one in authors), *owner, *named_]))


def _first(tx: Transaction, thread: int) -> int:
    first = posts.first_of(tx, thread)
    return first["id"] if first else 0


def _may_be(house: House, viewer: Viewer, uid: str) -> bool:
    person = viewer.people.by_uid.get(uid)
    return person is not None and access.may_act_as(house.asker, person.id)
