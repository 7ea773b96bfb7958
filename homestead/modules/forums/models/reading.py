"""The SQL of reading: how far each alter has come, what they follow and keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader, Transaction
    from homestead.modules.forums.viewer import Viewer

LOOKED_AT = 100
"""Threads, those written in last, in which what is unread is counted."""

ANEW = 30 * clock.MINUTE
"""Away for this long, somebody comes back rather than goes on."""

_FOLLOWED = (
    " LEFT JOIN follows AS mine ON mine.who = marked.reader"
    " AND mine.kind = 'thread' AND mine.target = latest.id"
    " LEFT JOIN follows AS around ON around.who = marked.reader"
    " AND around.kind = 'category' AND around.target = latest.category_id"
)


def unread(reader: Reader, viewer: Viewer) -> list[sqlite3.Row]:
    """Return the unread threads: id, category, first unread post, level.

    Among those written in last; muted ones are left out, unless they are watched
    themselves.
    """
    rule, values = viewer.threads()
    return reader.rows(
        "SELECT latest.id, latest.category_id, latest.title, latest.posts,"
        " latest.last_post_id, latest.last_at, latest.private,"
        " coalesce(marks.seq, 0) AS read_to,"
        " coalesce(mine.level, around.level, 'normal') AS level"
        " FROM (SELECT threads.* FROM threads"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE {rule} ORDER BY threads.last_at DESC, threads.id DESC"
        f" LIMIT {LOOKED_AT}) AS latest"
        " CROSS JOIN (SELECT ? AS reader) AS marked"
        " LEFT JOIN marks ON marks.who = marked.reader AND marks.thread_id = latest.id"
        f"{_FOLLOWED} WHERE latest.posts > coalesce(marks.seq, 0)"
        " AND coalesce(mine.level, around.level, 'normal') <> 'mute'"
        " ORDER BY latest.last_at DESC, latest.id DESC",
        (*values, viewer.reader),
    )


def mark(tx: Transaction, who: str, thread: int, seq: int) -> None:
    """Note that somebody has read a thread up to a post; never less than before."""
    tx.run(
        "INSERT INTO marks (who, thread_id, seq) VALUES (?, ?, ?)"
        " ON CONFLICT (who, thread_id) DO UPDATE SET seq = excluded.seq"
        " WHERE excluded.seq > marks.seq",
        (who, thread, seq),
    )


def mark_from(tx: Transaction, who: str, thread: int, seq: int) -> None:
    """Note that somebody has read a thread up to just there: for unread again."""
    tx.run(
        "INSERT INTO marks (who, thread_id, seq) VALUES (?, ?, ?)"
        " ON CONFLICT (who, thread_id) DO UPDATE SET seq = excluded.seq",
        (who, thread, seq),
    )


def mark_all(tx: Transaction, viewer: Viewer, category: int | None) -> int:
    """Note that somebody has read everything they may see; return in how many."""
    rule, values = viewer.threads()
    clause = "" if category is None else " AND threads.category_id = ?"
    return tx.run(
        "INSERT INTO marks (who, thread_id, seq)"
        " SELECT ?, threads.id, threads.posts FROM threads"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE {rule}{clause}"
        " ON CONFLICT (who, thread_id) DO UPDATE SET seq = excluded.seq"
        " WHERE excluded.seq > marks.seq",
        (viewer.reader, *values, *(() if category is None else (category,))),
    )


def visit(tx: Transaction, who: str) -> None:
    """Note that somebody is here now, and when they were before."""
    now = clock.now()
    tx.run(
        "INSERT INTO visits (who, seen_at) VALUES (?, ?) ON CONFLICT (who) DO UPDATE"
        " SET before_at = CASE WHEN excluded.seen_at - visits.seen_at >= ?"
        " THEN visits.seen_at ELSE visits.before_at END, seen_at = excluded.seen_at",
        (who, now, ANEW),
    )


def last_here(reader: Reader, who: str) -> int | None:
    """Return when somebody was here before they came back; None: never."""
    row = reader.row("SELECT seen_at, before_at FROM visits WHERE who = ?", (who,))
    if row is None:
        return None
    long_ago = clock.now() - row["seen_at"] >= ANEW
    last: int | None = row["seen_at"] if long_ago else row["before_at"]
    return last


def follow(tx: Transaction, who: str, kind: str, target: int, level: str) -> None:
    """Watch or mute a thread or category; `normal` does neither."""
    tx.run(
        "DELETE FROM follows WHERE who = ? AND kind = ? AND target = ?",
        (who, kind, target),
    )
    if level != "normal":
        columns = {"who": who, "kind": kind, "target": target, "level": level}
        tx.insert("follows", columns)


def levels(reader: Reader, who: str, kind: str) -> dict[int, str]:
    """Return what somebody watches or mutes."""
    rows = reader.rows(
        "SELECT target, level FROM follows WHERE who = ? AND kind = ?", (who, kind)
    )
    return {each["target"]: each["level"] for each in rows}


def mentions(
    reader: Reader, viewer: Viewer, before: int | None, limit: int
) -> list[sqlite3.Row]:
    """Return the posts that mention whoever reads, the newest first."""
    rule, values = viewer.threads()
    return reader.rows(
        "SELECT posts.id, posts.thread_id, posts.author, posts.created_at,"
        " posts.excerpt, threads.title, mentions.seen_at FROM mentions"
        f" JOIN posts ON posts.id = mentions.post_id AND {viewer.posts}"
        " JOIN threads ON threads.id = posts.thread_id"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE mentions.who = ? AND (? IS NULL OR mentions.post_id < ?) AND {rule}"
        " ORDER BY mentions.post_id DESC LIMIT ?",
        (viewer.reader, before, before, *values, limit),
    )


def unseen_mentions(reader: Reader, viewer: Viewer) -> int:
    """Return how many mentions whoever reads has not seen; 100 means many."""
    rule, values = viewer.threads()
    return int(
        reader.value(
            "SELECT count(*) FROM (SELECT 1 FROM mentions"
            f" JOIN posts ON posts.id = mentions.post_id AND {viewer.posts}"
            " JOIN threads ON threads.id = posts.thread_id"
            " JOIN categories ON categories.id = threads.category_id"
            f" WHERE mentions.who = ? AND mentions.seen_at IS NULL AND {rule}"
            " LIMIT 100) AS few",
            (viewer.reader, *values),
        )
    )


def see_mentions(tx: Transaction, who: str, thread: int | None, seq: int) -> None:
    """Note that somebody saw where they are mentioned: in a thread, or everywhere."""
    inside = (
        ""
        if thread is None
        else " AND post_id IN (SELECT id FROM posts WHERE thread_id = ? AND seq <= ?)"
    )
    tx.run(
        f"UPDATE mentions SET seen_at = ? WHERE who = ? AND seen_at IS NULL{inside}",
        (clock.now(), who, *(() if thread is None else (thread, seq))),
    )


def bookmark(tx: Transaction, who: str, post: int, note: str) -> None:
    """Keep a post to be found again."""
    tx.run(
        "INSERT INTO bookmarks (who, post_id, note, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (who, post_id) DO UPDATE SET note = excluded.note",
        (who, post, note, clock.now()),
    )


def forget(tx: Transaction, who: str, post: int) -> None:
    """Keep a post no longer."""
    tx.run("DELETE FROM bookmarks WHERE who = ? AND post_id = ?", (who, post))


def bookmarks(
    reader: Reader, viewer: Viewer, before: int | None, limit: int
) -> list[sqlite3.Row]:
    """Return what whoever reads has kept, the latest first."""
    rule, values = viewer.threads()
    return reader.rows(
        "SELECT bookmarks.id AS bookmark, bookmarks.note, bookmarks.at,"
        " posts.id, posts.thread_id, posts.author, posts.created_at, posts.excerpt,"
        " threads.title FROM bookmarks"
        f" JOIN posts ON posts.id = bookmarks.post_id AND {viewer.posts}"
        " JOIN threads ON threads.id = posts.thread_id"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE bookmarks.who = ? AND (? IS NULL OR bookmarks.id < ?) AND {rule}"
        " ORDER BY bookmarks.id DESC LIMIT ?",
        (viewer.reader, before, before, *values, limit),
    )


def kept(reader: Reader, who: str, posts: Sequence[int]) -> set[int]:
    """Return which of these posts somebody has kept."""
    rows = reader.each(
        "SELECT post_id FROM bookmarks WHERE who = ?"
        f" AND post_id IN ({', '.join('?' * len(posts))})",
        (who, *posts),
    )
    return {each["post_id"] for each in rows}
