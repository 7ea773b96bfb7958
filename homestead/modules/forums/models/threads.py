"""The SQL of threads: lists by keys, never by counting."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from homestead.core.database import Reader, Transaction
    from homestead.modules.forums.viewer import Viewer

COLUMNS = (
    "threads.id, threads.uid, threads.category_id, threads.title, threads.starter,"
    " threads.private, threads.pinned, threads.posts, threads.last_post_id,"
    " threads.last_at, threads.created_at, threads.locked_at, threads.hidden_at,"
    " threads.deleted_at, threads.merged_into"
)
_AND_CATEGORY = (
    "categories.name AS category, categories.color, categories.kind,"
    " categories.owner, categories.guests,"
    " categories.archived_at AS category_archived_at"
)
_FROM = "FROM threads JOIN categories ON categories.id = threads.category_id"
_READ = "LEFT JOIN marks ON marks.thread_id = threads.id AND marks.who = ?"


class Wanted(NamedTuple):
    """Which threads: `before` is where the page before ended: `last_at` and id."""

    category: int | None = None
    tag: str | None = None
    pinned: bool = False
    private: bool = False
    before: tuple[int, int] | None = None
    limit: int = 20


def found(reader: Reader, thread: int, viewer: Viewer) -> sqlite3.Row | None:
    """Return a thread that somebody may see, with its category and their mark."""
    rule, values = viewer.threads()
    return reader.row(
        f"SELECT {COLUMNS}, {_AND_CATEGORY}, marks.seq AS read_to,"
        " (SELECT follows.level FROM follows WHERE follows.who = ?"
        " AND follows.kind = 'thread' AND follows.target = threads.id) AS level"
        f" {_FROM} {_READ} WHERE threads.id = ? AND {rule}",
        (viewer.reader, viewer.reader, thread, *values),
    )


def row(reader: Reader, thread: int) -> sqlite3.Row | None:
    """Return a thread, whoever may see it, deleted or not."""
    return reader.row(
        f"SELECT {COLUMNS}, {_AND_CATEGORY} {_FROM} WHERE threads.id = ?",
        (thread,),
    )


def listed(reader: Reader, viewer: Viewer, wanted: Wanted) -> list[sqlite3.Row]:
    """Return threads, those written in last first, each with who wrote last."""
    rule, values = viewer.threads()
    clauses, more = _narrowed(wanted)
    return reader.rows(
        f"SELECT {COLUMNS}, {_AND_CATEGORY}, marks.seq AS read_to,"
        " posts.author AS last_author"
        f" {_FROM} {_READ} LEFT JOIN posts ON posts.id = threads.last_post_id"
        f" WHERE {rule}{clauses}"
        " ORDER BY threads.last_at DESC, threads.id DESC LIMIT ?",
        (viewer.reader, *values, *more, wanted.limit),
    )


def _narrowed(wanted: Wanted) -> tuple[str, list[Any]]:
    clauses = ""
    values: list[Any] = []
    if wanted.category is not None:
        clauses += " AND threads.category_id = ? AND threads.pinned = ?"
        values += [wanted.category, int(wanted.pinned)]
    if wanted.tag is not None:
        clauses += (
            " AND threads.id IN (SELECT thread_id FROM thread_tags WHERE tag = ?)"
        )
        values.append(wanted.tag)
    if wanted.private:
        clauses += " AND threads.private = 1"
    if wanted.before is not None:
        clauses += " AND (threads.last_at, threads.id) < (?, ?)"
        values += wanted.before
    return clauses, values


def tags(reader: Reader, threads: Sequence[int]) -> dict[int, list[str]]:
    """Return the tags of these threads."""
    told: dict[int, list[str]] = {each: [] for each in threads}
    for each in reader.each(
        "SELECT thread_id, tag FROM thread_tags"
        f" WHERE thread_id IN ({', '.join('?' * len(threads))}) ORDER BY id",
        threads,
    ):
        told[each["thread_id"]].append(each["tag"])
    return told


def members(reader: Reader, thread: int) -> list[str]:
    """Return whom a private thread is between."""
    rows = reader.rows(
        "SELECT who FROM thread_members WHERE thread_id = ? ORDER BY id", (thread,)
    )
    return [each["who"] for each in rows]


def create(tx: Transaction, columns: dict[str, Any]) -> int:
    """Add a thread without posts."""
    now = clock.now()
    fresh = {"uid": os.urandom(16).hex(), "created_at": now, "last_at": now}
    return tx.insert("threads", {**fresh, **columns})


def join(tx: Transaction, thread: int, uids: Iterable[str]) -> None:
    """Let these see a private thread as well."""
    tx.many(
        "INSERT INTO thread_members (thread_id, who) VALUES (?, ?)"
        " ON CONFLICT DO NOTHING",
        [(thread, uid) for uid in uids],
    )


def leave(tx: Transaction, thread: int, who: str) -> None:
    """Let somebody see a private thread no more."""
    tx.run("DELETE FROM thread_members WHERE thread_id = ? AND who = ?", (thread, who))


def tag(tx: Transaction, thread: int, wanted: Iterable[str]) -> None:
    """Give a thread these tags and no others."""
    tx.run("DELETE FROM thread_tags WHERE thread_id = ?", (thread,))
    tx.many(
        "INSERT INTO thread_tags (thread_id, tag) VALUES (?, ?)",
        [(thread, each) for each in wanted],
    )


def every_tag(reader: Reader, viewer: Viewer) -> list[sqlite3.Row]:
    """Return the tags of what somebody may see, the commonest first."""
    rule, values = viewer.threads()
    return reader.rows(
        "SELECT thread_tags.tag, count(*) AS threads FROM thread_tags"
        " JOIN threads ON threads.id = thread_tags.thread_id"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE {rule} GROUP BY thread_tags.tag ORDER BY threads DESC, tag LIMIT 200",
        values,
    )


def settle(tx: Transaction, thread: int) -> None:
    """Note again which post of a thread is the last, and how many there are."""
    tx.run(
        "UPDATE threads SET"
        " posts = (SELECT coalesce(max(seq), 0) FROM posts WHERE thread_id = ?),"
        " last_post_id = coalesce((SELECT id FROM posts WHERE thread_id = ?"
        " AND deleted_at IS NULL ORDER BY seq DESC LIMIT 1), last_post_id),"
        " last_at = coalesce((SELECT created_at FROM posts WHERE thread_id = ?"
        " AND deleted_at IS NULL ORDER BY seq DESC LIMIT 1), last_at) WHERE id = ?",
        (thread, thread, thread, thread),
    )


def deleted(reader: Reader, viewer: Viewer) -> list[sqlite3.Row]:
    """Return the threads somebody may bring back, the latest first."""
    rule, values = viewer.threads()
    rule = rule.replace("threads.deleted_at IS NULL", "threads.deleted_at IS NOT NULL")
    return reader.rows(
        f"SELECT {COLUMNS}, {_AND_CATEGORY} {_FROM}"
        f" WHERE {rule} AND threads.merged_into IS NULL"
        " ORDER BY threads.deleted_at DESC LIMIT 100",
        values,
    )
