"""The SQL of posts: pages by number or by path, and whatever belongs to a page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from homestead.core.database import Reader, Transaction
    from homestead.modules.forums.viewer import Viewer

COLUMNS = (
    "posts.id, posts.uid, posts.thread_id, posts.seq, posts.parent_id, posts.path,"
    " posts.depth, posts.author, posts.score, posts.replies, posts.version,"
    " posts.created_at, posts.edited_at, posts.edited_by, posts.hidden_at,"
    " posts.deleted_at, posts.deleted_by, posts.purged_at, posts.written_by,"
    " posts.fronting, posts.renderer, posts.text, posts.html"
)
DEEPEST = 50
"""Replies below that stand beside each other, each still saying what it answers."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_STEP = 5
"""Letters of one number in a path: enough for 60 million posts of a thread."""


def step(seq: int) -> str:
    """Return the number of a post as paths hold it, so that they sort by it."""
    letters = ""
    while seq:
        seq, digit = divmod(seq, 36)
        letters = _DIGITS[digit] + letters
    return letters.rjust(_STEP, "0")


def below(parent: str, seq: int) -> str:
    """Return the path of a reply to the post with the path `parent`."""
    return parent[: _STEP * (DEEPEST - 1)] + step(seq)


def by_number(reader: Reader, thread: int, first: int, last: int) -> list[sqlite3.Row]:
    """Return posts `first` to `last` of a thread, by time."""
    return reader.rows(
        f"SELECT {COLUMNS} FROM posts WHERE thread_id = ?"
        " AND seq BETWEEN ? AND ? ORDER BY seq",
        (thread, first, last),
    )


def by_path(
    reader: Reader, thread: int, start: str, limit: int, *, back: bool = False
) -> list[sqlite3.Row]:
    """Return posts as a tree: from the path `start` on, or `back` to before it."""
    compared, direction = ("<", "DESC") if back else (">=", "ASC")
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM posts WHERE thread_id = ?"
        f" AND path {compared} ? ORDER BY path {direction} LIMIT ?",
        (thread, start, limit),
    )
    return rows[::-1] if back else rows


def row(reader: Reader, post: int) -> sqlite3.Row | None:
    """Return a post, whoever may see it."""
    return reader.row(f"SELECT {COLUMNS} FROM posts WHERE id = ?", (post,))


def found(reader: Reader, post: int, viewer: Viewer) -> sqlite3.Row | None:
    """Return a post in a thread that somebody may see."""
    rule, values = viewer.threads()
    return reader.row(
        f"SELECT {COLUMNS} FROM posts"
        " JOIN threads ON threads.id = posts.thread_id"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE posts.id = ? AND {rule}",
        (post, *values),
    )


def chosen(reader: Reader, ids: Sequence[int]) -> dict[int, sqlite3.Row]:
    """Return these posts by their ids, without asking who may see them."""
    rows = reader.each(
        f"SELECT {COLUMNS} FROM posts WHERE id IN ({_marks(ids)})",
        ids,
    )
    return {each["id"]: each for each in rows}


def authors(reader: Reader, posts: Sequence[int]) -> dict[int, list[str]]:
    """Return who wrote each of these posts."""
    told: dict[int, list[str]] = {each: [] for each in posts}
    for each in reader.each(
        "SELECT post_id, who FROM post_authors"
        f" WHERE post_id IN ({_marks(posts)}) ORDER BY position",
        posts,
    ):
        told[each["post_id"]].append(each["who"])
    return told


def answered(reader: Reader, posts: Sequence[int]) -> dict[int, sqlite3.Row]:
    """Return what these posts answer: number and author, for the link to it."""
    rows = reader.each(
        "SELECT id, thread_id, seq, author, deleted_at IS NOT NULL AS gone"
        f" FROM posts WHERE id IN ({_marks(posts)})",
        posts,
    )
    return {each["id"]: each for each in rows}


def create(tx: Transaction, thread: int, columns: dict[str, Any]) -> sqlite3.Row:
    """Add a post at the end of its thread, below what it answers; return it."""
    seq = tx.value("SELECT posts FROM threads WHERE id = ?", (thread,)) + 1
    parent = columns.get("parent_id")
    above = parent and tx.row("SELECT path, depth FROM posts WHERE id = ?", (parent,))
    path = below(above["path"] if above else "", seq)
    depth = min(above["depth"] + 1, DEEPEST - 1) if above else 0
    now = clock.now()
    fresh = {
        "uid": os.urandom(16).hex(),
        "thread_id": thread,
        "seq": seq,
        "path": path,
        "depth": depth,
        "created_at": now,
        **columns,
    }
    post = tx.insert("posts", fresh)
    tx.run(
        "UPDATE threads SET posts = ?, last_post_id = ?, last_at = ? WHERE id = ?",
        (seq, post, fresh["created_at"], thread),
    )
    if above:
        tx.run("UPDATE posts SET replies = replies + 1 WHERE id = ?", (parent,))
    return tx.rows(f"SELECT {COLUMNS} FROM posts WHERE id = ?", (post,))[0]


def sign(tx: Transaction, post: int, uids: Iterable[str]) -> None:
    """Note who wrote a post."""
    tx.many(
        "INSERT INTO post_authors (post_id, who, position) VALUES (?, ?, ?)",
        [(post, uid, position) for position, uid in enumerate(uids)],
    )


def mention(tx: Transaction, post: int, uids: Iterable[str]) -> None:
    """Note whom a post mentions; who was told of it once is not told again."""
    tx.many(
        "INSERT INTO mentions (post_id, who) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(post, uid) for uid in uids],
    )


def show_files(tx: Transaction, post: int, names: Iterable[str]) -> None:
    """Note which files a post shows; what it once showed it keeps."""
    tx.many(
        "INSERT INTO post_files (post_id, file_id) SELECT ?, id FROM files"
        " WHERE name = ? ON CONFLICT DO NOTHING",
        [(post, name) for name in names],
    )


def revise(tx: Transaction, post: sqlite3.Row) -> None:
    """Keep what a post says now, before it says something else."""
    tx.insert(
        "revisions",
        {
            "post_id": post["id"],
            "number": post["version"],
            "who": post["edited_by"] or post["author"],
            "written_at": post["edited_at"] or post["created_at"],
            "text": post["text"],
        },
    )


def revisions(reader: Reader, post: int) -> list[sqlite3.Row]:
    """Return what a post said before, the oldest first."""
    return reader.rows(
        "SELECT number, who, written_at, text FROM revisions"
        " WHERE post_id = ? ORDER BY number",
        (post,),
    )


def first_of(reader: Reader, thread: int) -> sqlite3.Row | None:
    """Return the post a thread begins with."""
    return reader.row(
        f"SELECT {COLUMNS} FROM posts WHERE thread_id = ? ORDER BY seq LIMIT 1",
        (thread,),
    )


def stale(reader: Reader, renderer: int, limit: int) -> list[sqlite3.Row]:
    """Return posts whose HTML another renderer made."""
    return reader.rows(
        "SELECT id, text FROM posts WHERE renderer < ? LIMIT ?", (renderer, limit)
    )


def keep_html(tx: Transaction, row: sqlite3.Row, made: dict[str, Any]) -> None:
    """Keep what a post looks like now, unless it says something else meanwhile."""
    tx.run(
        "UPDATE posts SET html = ?, excerpt = ?, renderer = ?"
        " WHERE id = ? AND text = ?",
        (made["html"], made["excerpt"], made["renderer"], row["id"], row["text"]),
    )


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
