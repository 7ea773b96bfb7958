"""The SQL of feeds: whose they are, and what is the latest in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.modules.forums.models.posts import COLUMNS

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader, Transaction
    from homestead.modules.forums.viewer import Viewer

LATEST = 30

_COLUMNS = "id, user_id, who, kind, target, created_at"


def create(
    tx: Transaction, digest: str, user: int, who: str, *, kind: str, target: int
) -> int:
    """Add a feed that the token with this sum opens."""
    return tx.insert(
        "feeds",
        {
            "token_hash": digest,
            "user_id": user,
            "who": who,
            "kind": kind,
            "target": target,
            "created_at": clock.now(),
        },
    )


def of(reader: Reader, user: int) -> list[sqlite3.Row]:
    """Return the feeds of a user."""
    return reader.rows(
        f"SELECT {_COLUMNS} FROM feeds WHERE user_id = ? ORDER BY id", (user,)
    )


def by_token(reader: Reader, digest: str) -> sqlite3.Row | None:
    """Return the feed that the token with this sum opens."""
    return reader.row(f"SELECT {_COLUMNS} FROM feeds WHERE token_hash = ?", (digest,))


def revoke(tx: Transaction, feed: int, user: int) -> bool:
    """Close a feed of a user for good; tell whether there was one."""
    gone = tx.run("DELETE FROM feeds WHERE id = ? AND user_id = ?", (feed, user))
    return bool(gone)


def latest(
    reader: Reader, viewer: Viewer, *, thread: int | None, category: int | None
) -> list[sqlite3.Row]:
    """Return the posts written last, of the threads that somebody may see.

    Each with the `title` of its thread; the newest first.
    """
    rule, values = viewer.threads()
    narrowed, more = "", []
    for column, value in (("threads.id", thread), ("threads.category_id", category)):
        if value is not None:
            narrowed += f" AND {column} = ?"
            more.append(value)
    return reader.rows(
        f"SELECT {COLUMNS}, latest.title FROM (SELECT threads.* FROM threads"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE {rule}{narrowed} ORDER BY threads.last_at DESC LIMIT {LATEST})"
        " AS latest CROSS JOIN posts ON posts.thread_id = latest.id"
        f" AND posts.seq > latest.posts - {LATEST}"
        " WHERE posts.deleted_at IS NULL AND posts.hidden_at IS NULL"
        f" ORDER BY posts.created_at DESC, posts.id DESC LIMIT {LATEST}",
        (*values, *more),
    )
