"""The SQL of what goes for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock

if TYPE_CHECKING:
    from homestead.core.database import Transaction

MOST = 500
"""Posts that go at once: the rest has time until the job comes again."""

_BELOW = ("revisions", "votes", "reactions", "mentions", "post_files", "bookmarks")
_BESIDE = ("thread_members", "thread_tags", "marks")


def posts(tx: Transaction, before: int) -> None:
    """Empty the posts deleted before then; their places stay, for what answers them."""
    rows = tx.rows(
        "SELECT id FROM posts WHERE deleted_at < ? AND purged_at IS NULL LIMIT ?",
        (before, MOST),
    )
    for row in rows:
        _empty(tx, row["id"])
        tx.run(
            "UPDATE posts SET text = '', html = '', excerpt = '', facets = '',"
            " fronting = '[]', purged_at = ? WHERE id = ?",
            (clock.now(), row["id"]),
        )


def threads(tx: Transaction, before: int) -> None:
    """Take away the threads deleted before then, whole; a few at a time."""
    rows = tx.rows(
        "SELECT id FROM threads WHERE deleted_at < ? AND posts <= ?"
        # The address of one that was merged leads to the other for ever.
        " AND merged_into IS NULL LIMIT 20",
        (before, MOST * 20),
    )
    for row in rows:
        _drop(tx, row["id"])


def _drop(tx: Transaction, thread: int) -> None:
    gone = [
        row["id"]
        for row in tx.rows("SELECT id FROM posts WHERE thread_id = ?", (thread,))
    ]
    for post in gone:
        _empty(tx, post)
        tx.run("DELETE FROM post_authors WHERE post_id = ?", (post,))
        tx.run("DELETE FROM sources WHERE post_id = ?", (post,))
        # An answer that was moved elsewhere stays there, answering nobody.
        tx.run("UPDATE posts SET parent_id = NULL WHERE parent_id = ?", (post,))
    tx.run("DELETE FROM posts WHERE thread_id = ?", (thread,))
    for table in _BESIDE:
        tx.run(f"DELETE FROM {table} WHERE thread_id = ?", (thread,))
    tx.run("DELETE FROM follows WHERE kind = 'thread' AND target = ?", (thread,))
    tx.run("UPDATE threads SET merged_into = NULL WHERE merged_into = ?", (thread,))
    tx.delete("threads", thread)


def _empty(tx: Transaction, post: int) -> None:
    """Take away everything that belongs to a post."""
    for table in _BELOW:
        tx.run(f"DELETE FROM {table} WHERE post_id = ?", (post,))
    for poll in tx.rows("SELECT id FROM polls WHERE post_id = ?", (post,)):
        for table in ("poll_votes", "poll_options"):
            tx.run(f"DELETE FROM {table} WHERE poll_id = ?", (poll["id"],))
        tx.delete("polls", poll["id"])
