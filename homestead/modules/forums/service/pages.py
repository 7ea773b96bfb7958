"""Which posts are on a page: by number or along the tree, never by counting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core.errors import UsageError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import posts

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader

    Shown = tuple[list[sqlite3.Row], dict[str, Any]]

BEYOND = "~"
"""Comes after every path."""

_LONGEST_PATH = 400
_LONGEST_END = 30


class Place(NamedTuple):
    """Where in a thread to look; see `thread_show`."""

    page: int | str | None = None
    post: int | None = None
    after: str | None = None
    before: str | None = None


def flat(reader: Reader, thread: sqlite3.Row, place: Place, size: int) -> Shown:
    """Return a page of posts by time."""
    pages = max(1, -(-thread["posts"] // size))
    page = min(_page(reader, thread, place, pages, size), pages)
    first = (page - 1) * size + 1
    rows = posts.by_number(reader, thread["id"], first, first + size - 1)
    return rows, {"page": page, "pages": pages}


def tree(reader: Reader, thread: sqlite3.Row, place: Place, size: int) -> Shown:
    """Return a page of posts, each reply below what it answers."""
    number = thread["id"]
    if place.before is not None or place.page == "last":
        start = _path(place.before) if place.before is not None else BEYOND
        rows = posts.by_path(reader, number, start, size + 1, back=True)
        more, rows = len(rows) > size, rows[-size:]
        following = start if start != BEYOND else None
        return rows, {"next": following, "previous": rows[0]["path"] if more else None}
    start = _path(place.after or "")
    if place.post is not None:
        start = _within(reader, number, place.post)["path"]
    elif place.page == "new" and thread["read_to"]:
        unread = posts.by_number(reader, number, *[thread["read_to"] + 1] * 2)
        start = unread[0]["path"] if unread else start
    rows = posts.by_path(reader, number, start, size + 1)
    following = rows[size]["path"] if len(rows) > size else None
    return rows[:size], {"next": following, "previous": _earlier(reader, number, rows)}


def _earlier(reader: Reader, thread: int, rows: list[sqlite3.Row]) -> str | None:
    """Return the path before which there is more; None at the beginning."""
    start = rows[0]["path"] if rows else BEYOND
    before = posts.by_path(reader, thread, start, 1, back=True)
    return start if before else None


def _page(
    reader: Reader, thread: sqlite3.Row, place: Place, pages: int, size: int
) -> int:
    """Return the number of the page that is meant."""
    if place.post is not None:
        return int(_within(reader, thread["id"], place.post)["seq"] - 1) // size + 1
    if place.page == "last":
        return pages
    if place.page == "new":
        return int(min(thread["read_to"] or 0, thread["posts"] - 1) // size + 1)
    if isinstance(place.page, str) and not place.page.isdecimal():
        raise UsageError('A page is a number, "last" or "new".')
    return max(1, int(place.page or 1))


def _within(reader: Reader, thread: int, post: int) -> sqlite3.Row:
    row = posts.row(reader, post)
    if row is None or row["thread_id"] != thread:
        raise viewing.gone("post in this thread")
    return row


def _path(text: str) -> str:
    if len(text) > _LONGEST_PATH or (text and not (text.isascii() and text.isalnum())):
        raise UsageError("That is no place in a thread.")
    return text


def list_end(row: sqlite3.Row) -> str:
    """Return where a list of threads ends, for the page after it."""
    return f"{row['last_at']}-{row['id']}"


def after_list(text: str | None) -> tuple[int, int] | None:
    """Return the moment and the thread that a list ended with; None: the beginning."""
    if not text:
        return None
    moment, _, thread = text.partition("-")
    if not (moment.isdecimal() and thread.isdecimal()) or len(text) > _LONGEST_END:
        raise UsageError("That is no place in a list.")
    return int(moment), int(thread)
