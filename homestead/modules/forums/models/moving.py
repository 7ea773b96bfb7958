"""The SQL of posts that go to another thread: numbers, paths and marks follow."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from homestead.modules.forums.models.posts import DEEPEST, below
from homestead.modules.forums.models.threads import settle

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.database import Reader, Transaction

    Marks = dict[str, set[int]]


def with_answers(reader: Reader, thread: int, chosen: Iterable[int]) -> list[int]:
    """Return the chosen posts of a thread with all that answers them."""
    wanted = set(chosen)
    found = []
    for row in _order(reader, thread):
        if row["id"] in wanted or row["parent_id"] in wanted:
            wanted.add(row["id"])
            found.append(row["id"])
    return found


def move(tx: Transaction, posts: Iterable[int], source: int, target: int) -> None:
    """Bring posts of one thread into another; both are numbered anew.

    Whoever had read a post has read it still, as far as marks can tell.
    """
    read = _read(tx, (source, target))
    numbered = tx.value("SELECT coalesce(max(seq), 0) FROM posts")
    # Aside first, so that no number is there twice for a moment.
    tx.many(
        "UPDATE posts SET thread_id = ?, seq = ? WHERE id = ?",
        [(target, numbered + place, post) for place, post in enumerate(posts, 1)],
    )
    for thread in (source, target):
        order = number(tx, thread)
        settle(tx, thread)
        _mark(tx, thread, order, read)


def _order(reader: Reader, thread: int) -> list[sqlite3.Row]:
    return reader.rows(
        "SELECT id, parent_id, seq FROM posts WHERE thread_id = ?"
        " ORDER BY created_at, id",
        (thread,),
    )


def number(tx: Transaction, thread: int) -> list[int]:
    """Give the posts of a thread numbers by time, and paths; return their ids."""
    rows = _order(tx, thread)
    numbers = {row["id"]: place for place, row in enumerate(rows, 1)}
    parents = {
        row["id"]: row["parent_id"] for row in rows if row["parent_id"] in numbers
    }
    paths: dict[int, tuple[str, int]] = {}
    for post in numbers:
        _path(post, numbers, parents, paths)
    answers = Counter(parents.values())
    tx.run("UPDATE posts SET seq = -seq WHERE thread_id = ?", (thread,))
    tx.many(
        "UPDATE posts SET seq = ?, path = ?, depth = ?, replies = ? WHERE id = ?",
        [(numbers[post], *paths[post], answers[post], post) for post in numbers],
    )
    return list(numbers)


def _path(
    post: int,
    numbers: dict[int, int],
    parents: dict[int, int],
    paths: dict[int, tuple[str, int]],
) -> None:
    """Find the path of a post and of those above it, however the clocks went."""
    line = [post]
    while line[-1] in parents and parents[line[-1]] not in (*line, *paths):
        line.append(parents[line[-1]])
    for each in reversed(line):
        above = paths.get(parents.get(each, 0))
        path = below(above[0] if above else "", numbers[each])
        depth = min(above[1] + 1, DEEPEST - 1) if above else 0
        paths[each] = path, depth


def _read(reader: Reader, threads: tuple[int, int]) -> Marks:
    """Return which posts of these threads each alter has read."""
    found: Marks = {}
    for row in reader.each(
        "SELECT marks.who, posts.id FROM marks"
        " JOIN posts ON posts.thread_id = marks.thread_id AND posts.seq <= marks.seq"
        " WHERE marks.thread_id IN (?, ?)",
        threads,
    ):
        found.setdefault(row["who"], set()).add(row["id"])
    return found


def _mark(tx: Transaction, thread: int, order: list[int], read: Marks) -> None:
    """Mark a thread as read up to the first post that somebody has not read."""
    tx.run("DELETE FROM marks WHERE thread_id = ?", (thread,))
    for who, seen in read.items():
        seq = next(
            (at for at, post in enumerate(order) if post not in seen), len(order)
        )
        if seq:
            tx.insert("marks", {"who": who, "thread_id": thread, "seq": seq})
