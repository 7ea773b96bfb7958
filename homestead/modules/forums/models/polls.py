"""The SQL of polls: questions, what one can answer, and who answered what."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from homestead.core.database import Reader, Transaction

_COLUMNS = "id, post_id, question, kind, hidden, closes_at, closed_at"


def of(reader: Reader, posts: Sequence[int]) -> list[sqlite3.Row]:
    """Return the polls in these posts."""
    marks = ", ".join("?" * len(posts))
    return reader.rows(
        f"SELECT {_COLUMNS} FROM polls WHERE post_id IN ({marks})",
        posts,
    )


def row(reader: Reader, post: int) -> sqlite3.Row | None:
    """Return the poll in a post."""
    return next(iter(of(reader, [post])), None)


def options(reader: Reader, poll: int) -> list[sqlite3.Row]:
    """Return what one can answer."""
    return reader.rows(
        "SELECT id, text, color FROM poll_options WHERE poll_id = ? ORDER BY position",
        (poll,),
    )


def votes(reader: Reader, poll: int) -> list[sqlite3.Row]:
    """Return who answered what, in the order they did."""
    return reader.rows(
        "SELECT option_id, who, comment, at FROM poll_votes"
        " WHERE poll_id = ? ORDER BY at, id",
        (poll,),
    )


def create(
    tx: Transaction, columns: dict[str, Any], wanted: Iterable[tuple[str, str | None]]
) -> tuple[int, list[int]]:
    """Add a poll with its options (text, colour); return its id and theirs."""
    fresh = {"uid": os.urandom(16).hex(), "created_at": clock.now()}
    poll = tx.insert("polls", {**fresh, **columns})
    return poll, [
        tx.insert(
            "poll_options",
            {
                "uid": os.urandom(16).hex(),
                "poll_id": poll,
                "position": position,
                "text": text,
                "color": color,
            },
        )
        for position, (text, color) in enumerate(wanted)
    ]


def answer(
    tx: Transaction, poll: int, who: str, chosen: Iterable[int], comment: str
) -> None:
    """Have somebody answer so, in place of whatever they answered before."""
    tx.run("DELETE FROM poll_votes WHERE poll_id = ? AND who = ?", (poll, who))
    now = clock.now()
    tx.many(
        "INSERT INTO poll_votes (poll_id, option_id, who, comment, at)"
        " VALUES (?, ?, ?, ?, ?)",
        [(poll, option, who, comment, now) for option in chosen],
    )


def change(tx: Transaction, poll: int, columns: dict[str, Any]) -> None:
    """Write columns of a poll."""
    tx.update("polls", poll, columns)
