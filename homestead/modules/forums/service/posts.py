"""Posts: written, answered, edited with what they were before, deleted and back."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConflictError, NotPermittedError, RefusedError
from homestead.core.markdown.surroundings import settled
from homestead.modules.forums import posting_rules as rules
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums import writing
from homestead.modules.forums.comparing import compared
from homestead.modules.forums.models import drafts, once, posts, reading, threads
from homestead.modules.forums.service.drafting import written
from homestead.modules.forums.service.finding import database, writable
from homestead.modules.forums.service.finding import post as find
from homestead.modules.forums.service.finding import thread as find_thread
from homestead.modules.forums.service.noting import announce
from homestead.modules.forums.telling import Telling
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Transaction
    from homestead.core.house import House
    from homestead.modules.forums.viewer import Viewer
    from homestead.modules.forums.writing import Written


def post_show(house: House, *, post: int, reader: str | None = None) -> dict[str, Any]:
    """Return one post as `thread_show` tells it, and `{"thread": …}`'s number."""
    viewer = viewing.viewer(house, reader)
    base = database(house)
    row = find(house, base, post, viewer)
    return Telling(house, base, viewer).posts([row])[0]


def post_create(
    house: House,
    *,
    thread: int,
    text: str,
    authors: Sequence[str] = (),
    parent: int | None = None,
    draft: str = "",
) -> dict[str, Any]:
    """Write in a thread, in answer to the post `parent` or to the thread.

    By `authors`, else by whom the asker acts as; a text in somebody's proxy tags is
    theirs. Returns `{"thread", "post", "number", "again"}`; `again`: this very request
    was carried out before. Raises RefusedError where nobody writes any more.
    """
    made = writing.written(house, text, authors)
    viewer = viewing.seen_as(house, made.authors[0])
    front = writing.fronting(house)
    with database(house).transaction() as tx:
        first = once.made(tx, house, "post")
        if first is not None:
            return _made(tx, first, again=True)
        row = writable(find_thread(house, tx, thread, viewer))
        above = None if parent is None else rules.answerable(tx, parent, thread)
        post = add(tx, house, thread, made, front=front, parent=above)
        once.note(tx, house, "post", post)
        written(tx, house, draft, [*authors, *(one.handle for one in made.authors)])
        announce(tx, house, "post.created", thread=thread, private=row["private"])
        return _made(tx, post, again=False)


def post_edit(
    house: House, *, post: int, text: str, version: int, draft: str = ""
) -> dict[str, Any]:
    """Write a post anew; `version` is the one that was read. Returns the post.

    Whoever may act as one of its authors may; what it said before is kept. Raises
    ConflictError when it has been edited since: its `fields` hold the text as it is
    ("theirs") and its "version".
    """
    access.require(house.asker, "post.write")
    viewer = viewing.viewer(house)
    checked = writing.checked(house, text)
    posted = writing.rendered(house, checked)
    named = writing.mentioned(house, posted.mentions)
    with database(house).transaction() as tx:
        row = find(house, tx, post, viewer)
        editor = _editor(house, tx, row, viewer)
        rules.refuse_stale(row, version)
        thread = writable(find_thread(house, tx, row["thread_id"], viewer))
        if checked != row["text"]:
            posts.revise(tx, row)
            authors = posts.authors(tx, [post])[post]
            columns = {
                **rules.rendered_columns(checked, posted, authors),
                "version": row["version"] + 1,
                "edited_at": clock.now(),
                "edited_by": editor,
            }
            tx.update("posts", post, columns)
            posts.mention(tx, post, named)
            posts.show_files(tx, post, posted.uploads)
        if draft:
            drafts.drop(tx, editor, draft)
        announce(
            tx, house, "post.changed", thread=thread["id"], private=thread["private"]
        )
    return post_show(house, post=post)


def post_history(house: House, *, post: int) -> dict[str, Any]:
    """Return what a post said, the newest first: `{"versions": […]}`.

    Each with "number", "by", "at", "text", and "changes": pairs of `same`, `added` or
    `removed` and a piece of text, against the version before it.
    """
    access.require(house.asker, "post.read")
    viewer = viewing.viewer(house)
    base = database(house)
    row = find(house, base, post, viewer)
    if row["deleted_at"] is not None or (row["hidden_at"] and not viewer.moderates):
        raise RefusedError("This post is gone.", hint="Bring it back first.")
    telling = Telling(house, base, viewer)
    before = ""
    told: list[dict[str, Any]] = []
    for number, who, at, text in _versions(base, row):
        changes = house.aside(partial(compared, before, text)) if told else []
        told.append(
            {
                "number": number,
                "by": telling.who(who),
                "text": text,
                "changes": changes,
                **telling.at(at),
            }
        )
        before = text
    return {"post": post, "thread": row["thread_id"], "versions": told[::-1]}


def post_find(house: House, *, post: int, reader: str | None = None) -> dict[str, Any]:
    """Return where a post is: `{"thread", "post", "number", "page"}`."""
    viewer = viewing.viewer(house, reader)
    row = find(house, database(house), post, viewer)
    size = house.room("forums").setting("page")
    return {
        "thread": row["thread_id"],
        "post": post,
        "number": row["seq"],
        "page": (row["seq"] - 1) // size + 1,
    }


def post_delete(house: House, *, post: int) -> dict[str, Any]:
    """Take a post away: whoever wrote it, or an owner. `post_restore` brings it back.

    Answers to it stay, and so does its place among them.
    """
    with database(house).transaction() as tx:
        row, thread, who = _mine(house, tx, post)
        if row["deleted_at"] is None:
            gone = {"deleted_at": clock.now(), "deleted_by": who}
            tx.update("posts", post, gone)
            threads.settle(tx, thread["id"])
            announce(
                tx,
                house,
                "post.changed",
                thread=thread["id"],
                private=thread["private"],
            )
    return {"deleted": post, "thread": row["thread_id"]}


def post_restore(house: House, *, post: int) -> dict[str, Any]:
    """Bring a post back that was deleted. RefusedError: it is gone for good."""
    with database(house).transaction() as tx:
        row, thread, _ = _mine(house, tx, post)
        if row["purged_at"] is not None:
            raise RefusedError("This post was deleted too long ago: it is gone.")
        tx.update("posts", post, {"deleted_at": None, "deleted_by": None})
        threads.settle(tx, thread["id"])
        announce(
            tx, house, "post.changed", thread=thread["id"], private=thread["private"]
        )
    return {"restored": post, "thread": row["thread_id"]}


def preview(house: House, *, text: str, authors: Sequence[str] = ()) -> dict[str, Any]:
    """Return how a text would look, and whose it would be: `{"html", "authors"}`."""
    made = writing.written(house, text, authors)
    viewer = viewing.seen_as(house, made.authors[0])
    telling = Telling(house, database(house), viewer)
    return {
        "html": settled(made.posted.html, telling.prefix),
        "authors": [telling.who(one.uid) for one in made.authors],
        "mentions": [telling.who(uid) for uid in made.mentions],
    }


def add(
    tx: Transaction,
    house: House,
    thread: int,
    made: Written,
    *,
    front: list[list[str]],
    parent: int | None = None,
) -> int:
    """Add a post to a thread; return its id. Whoever wrote it has read it."""
    columns = {
        **made.columns,
        "parent_id": parent,
        "written_by": house.actor,
        "fronting": json.dumps(front),
    }
    row = posts.create(tx, thread, columns)
    uids = [one.uid for one in made.authors]
    posts.sign(tx, row["id"], uids)
    posts.mention(tx, row["id"], [uid for uid in made.mentions if uid not in uids])
    posts.show_files(tx, row["id"], made.posted.uploads)
    for uid in uids:
        reading.mark(tx, uid, thread, row["seq"])
    return int(row["id"])


def _made(tx: Transaction, post: int, *, again: bool) -> dict[str, Any]:
    row = posts.chosen(tx, [post])[post]
    return {
        "thread": row["thread_id"],
        "post": post,
        "number": row["seq"],
        "again": again,
    }


def _editor(house: House, tx: Transaction, row: sqlite3.Row, viewer: Viewer) -> str:
    """Return as whom the asker edits a post. NotPermittedError: it is not theirs."""
    if row["deleted_at"] is not None:
        raise ConflictError(
            "This post was deleted meanwhile.",
            hint="Bring it back first, then edit it.",
        )
    mine = rules.mine(house, posts.authors(tx, [row["id"]])[row["id"]], viewer)
    if not mine:
        raise NotPermittedError(
            "Only those who wrote a post edit it.",
            hint="Answer it instead.",
        )
    return viewer.reader if viewer.reader in mine else mine[0]


def _mine(
    house: House, tx: Transaction, post: int
) -> tuple[sqlite3.Row, sqlite3.Row, str]:
    """Return a post the asker may take away or bring back, its thread, and as whom."""
    access.require(house.asker, "post.write")
    viewer = viewing.viewer(house)
    row = find(house, tx, post, viewer)
    mine = rules.mine(house, posts.authors(tx, [post])[post], viewer)
    if not mine and not viewer.moderates:
        raise NotPermittedError("Only those who wrote a post, or an owner, delete it.")
    thread = find_thread(house, tx, row["thread_id"], viewer)
    return row, thread, viewer.reader or (mine[0] if mine else "")


def _versions(base: Any, row: sqlite3.Row) -> list[tuple[int, str, int, str]]:
    kept = [
        (each["number"], each["who"], each["written_at"], each["text"])
        for each in posts.revisions(base, row["id"])
    ]
    who = row["edited_by"] or row["author"]
    at = row["edited_at"] or row["created_at"]
    return [*kept, (row["version"], who, at, row["text"])]
