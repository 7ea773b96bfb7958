"""Reading: how far each alter has come, what waits for them, what they keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import handles
from homestead.core.errors import UsageError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import reading
from homestead.modules.forums.service.finding import category as find_category
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.finding import post as find_post
from homestead.modules.forums.service.finding import thread as find_thread
from homestead.modules.forums.telling import Telling
from homestead.services import access

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.modules.forums.viewer import Viewer

LEVELS = ("watch", "normal", "mute")
MOST = 100
LONGEST_NOTE = 500


def mark_read(
    house: House, *, thread: int, number: int | None = None, reader: str | None = None
) -> dict[str, Any]:
    """Note that whoever reads has seen a thread up to post `number`, or all of it.

    Returns `{"thread", "read_to"}`. Also notes that they are here, and that they saw
    where they are mentioned there.
    """
    viewer = _reader(house, reader)
    with database(house).transaction() as tx:
        row = find_thread(house, tx, thread, viewer)
        seq = row["posts"] if number is None else max(0, min(number, row["posts"]))
        reading.mark(tx, viewer.reader, thread, seq)
        reading.visit(tx, viewer.reader)
        reading.see_mentions(tx, viewer.reader, thread, seq)
    return {"thread": thread, "read_to": max(seq, row["read_to"] or 0)}


def mark_unread(
    house: House, *, thread: int, number: int = 1, reader: str | None = None
) -> dict[str, Any]:
    """Have a thread be unread again from post `number` on."""
    viewer = _reader(house, reader)
    with database(house).transaction() as tx:
        row = find_thread(house, tx, thread, viewer)
        seq = max(0, min(number - 1, row["posts"]))
        reading.mark_from(tx, viewer.reader, thread, seq)
    return {"thread": thread, "read_to": seq}


def mark_all_read(
    house: House, *, category: int | None = None, reader: str | None = None
) -> dict[str, Any]:
    """Note that whoever reads has seen everything, or all of a category.

    Returns `{"threads": how many had something new}`.
    """
    viewer = _reader(house, reader)
    with database(house).transaction() as tx:
        if category is not None:
            find_category(tx, category, viewer)
        marked = reading.mark_all(tx, viewer, category)
        reading.visit(tx, viewer.reader)
        if category is None:
            reading.see_mentions(tx, viewer.reader, None, 0)
    return {"threads": marked}


def waiting(house: House, *, reader: str | None = None) -> dict[str, Any]:
    """Return what waits for whoever reads: `{"unread", "mentions", "threads", …}`.

    "unread" counts threads, "many" says that there may be more; "threads" are the
    first ten, those they watch before the others.
    """
    viewer = viewing.viewer(house, reader)
    if not viewer.reader:
        return {
            "reader": None,
            "unread": 0,
            "mentions": 0,
            "many": False,
            "threads": [],
        }
    base = database(house)
    telling = Telling(house, base, viewer)
    rows = reading.unread(base, viewer)
    rows.sort(key=lambda row: row["level"] != "watch")
    return {
        "reader": telling.who(viewer.reader),
        "unread": len(rows),
        "many": len(rows) >= MOST,
        "mentions": reading.unseen_mentions(base, viewer),
        "threads": [
            {
                "thread": row["id"],
                "title": row["title"],
                "unread": row["posts"] - row["read_to"],
                "first_new": row["read_to"] + 1,
                "private": bool(row["private"]),
                "watched": row["level"] == "watch",
                **telling.at(row["last_at"], "last"),
            }
            for row in rows[:10]
        ],
    }


def follow(
    house: House,
    *,
    level: str,
    thread: int | None = None,
    category: int | None = None,
    reader: str | None = None,
) -> dict[str, Any]:
    """Have whoever reads `watch`, `mute` or neither (`normal`) a thread or category."""
    viewer = _reader(house, reader)
    if level not in LEVELS or (thread is None) == (category is None):
        raise UsageError(
            "One watches, mutes or treats as normal a thread or a category.",
            hint=f"Say {', '.join(LEVELS)}, and which thread or category.",
        )
    with database(house).transaction() as tx:
        if thread is not None:
            find_thread(house, tx, thread, viewer)
            reading.follow(tx, viewer.reader, "thread", thread, level)
        else:
            find_category(tx, category or 0, viewer)
            reading.follow(tx, viewer.reader, "category", category or 0, level)
    return {"thread": thread, "category": category, "level": level}


def mention_list(
    house: House,
    *,
    before: int | None = None,
    limit: int = 20,
    reader: str | None = None,
) -> dict[str, Any]:
    """Return where whoever reads is mentioned: `{"mentions": […], "next": …}`."""
    viewer = _reader(house, reader)
    base = database(house)
    most = max(1, min(limit, MOST))
    rows = reading.mentions(base, viewer, before, most + 1)
    telling = Telling(house, base, viewer)
    return {
        "mentions": [
            {**telling.beginning(row), "new": row["seen_at"] is None}
            for row in rows[:most]
        ],
        "next": rows[most - 1]["id"] if len(rows) > most else None,
    }


def bookmark(
    house: House,
    *,
    post: int,
    note: str = "",
    keep: bool = True,
    reader: str | None = None,
) -> dict[str, Any]:
    """Keep a post to be found again, with a note to oneself; or keep it no longer."""
    viewer = _reader(house, reader)
    with database(house).transaction() as tx:
        find_post(house, tx, post, viewer)
        if keep:
            line = handles.clean(note[: LONGEST_NOTE * 4])[:LONGEST_NOTE]
            reading.bookmark(tx, viewer.reader, post, line)
        else:
            reading.forget(tx, viewer.reader, post)
    return {"post": post, "bookmarked": keep}


def bookmark_list(
    house: House,
    *,
    before: int | None = None,
    limit: int = 20,
    reader: str | None = None,
) -> dict[str, Any]:
    """Return what whoever reads has kept: `{"bookmarks": […], "next": …}`."""
    viewer = _reader(house, reader)
    base = database(house)
    most = max(1, min(limit, MOST))
    rows = reading.bookmarks(base, viewer, before, most + 1)
    telling = Telling(house, base, viewer)
    return {
        "bookmarks": [
            {**telling.beginning(row), "note": row["note"]} for row in rows[:most]
        ],
        "next": rows[most - 1]["bookmark"] if len(rows) > most else None,
    }


def _reader(house: House, reader: str | None) -> Viewer:
    """Return who reads. Raises UsageError where it is nobody."""
    access.require(house.asker, "post.read")
    viewer = viewing.viewer(house, reader)
    if not viewer.reader:
        terms = house.terms
        raise UsageError(
            f"Nobody is at the {terms.front} whom you may act as.",
            hint=f"Say which {terms.alter} reads.",
        )
    return viewer
