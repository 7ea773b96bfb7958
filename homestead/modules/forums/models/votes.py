"""The SQL of votes and reactions: who thinks what of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader, Transaction


def vote(tx: Transaction, post: int, who: str, value: int) -> None:
    """Have somebody vote up (1) or down (-1), or neither (0)."""
    tx.run("DELETE FROM votes WHERE post_id = ? AND who = ?", (post, who))
    if value:
        columns = {"post_id": post, "who": who, "value": value, "at": clock.now()}
        tx.insert("votes", columns)


def votes(reader: Reader, posts: Sequence[int]) -> list[sqlite3.Row]:
    """Return who voted how for these posts, in the order they did."""
    return reader.rows(
        "SELECT post_id, who, value FROM votes"
        f" WHERE post_id IN ({', '.join('?' * len(posts))}) ORDER BY at, id",
        posts,
    )


def react(tx: Transaction, post: int, who: str, emoji: str) -> bool:
    """Add somebody's reaction, or take it back; tell whether it is there now."""
    if tx.run(
        "DELETE FROM reactions WHERE post_id = ? AND who = ? AND emoji = ?",
        (post, who, emoji),
    ):
        return False
    columns = {"post_id": post, "who": who, "emoji": emoji, "at": clock.now()}
    tx.insert("reactions", columns)
    return True


def reactions(reader: Reader, posts: Sequence[int]) -> list[sqlite3.Row]:
    """Return who reacted how to these posts, in the order they did."""
    return reader.rows(
        "SELECT post_id, who, emoji FROM reactions"
        f" WHERE post_id IN ({', '.join('?' * len(posts))}) ORDER BY at, id",
        posts,
    )


def kinds(reader: Reader, post: int) -> int:
    """Return how many different reactions a post has."""
    found: int = reader.value(
        "SELECT count(DISTINCT emoji) FROM reactions WHERE post_id = ?", (post,)
    )
    return found
