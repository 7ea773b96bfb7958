"""The SQL of searches: words through FTS5, the newest finds ranked among themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader
    from homestead.modules.forums.viewer import Viewer

RANKED = 200
"""Of more finds the newest are ranked; the older ones can be asked for."""

_FROM = (
    " JOIN threads ON threads.id = posts.thread_id"
    " JOIN categories ON categories.id = threads.category_id"
)


class Sought(NamedTuple):
    """What is searched for; `author` is a uid, `since` and `until` moments.

    `begun`: the last word may be the beginning of one. That takes its time.
    """

    words: tuple[str, ...] = ()
    author: str | None = None
    category: int | None = None
    thread: int | None = None
    since: int | None = None
    until: int | None = None
    has: str | None = None
    begun: bool = False

    @property
    def match(self) -> str:
        """What FTS5 is asked."""
        parts = (
            [f"text : ({terms(self.words, begun=self.begun)})"] if self.words else []
        )
        facets = [f"by{self.author}"] if self.author is not None else []
        facets += [f"has{self.has}"] if self.has else []
        parts += [f'facets : "{facet}"' for facet in facets]
        return " AND ".join(parts)


def terms(words: Sequence[str], *, begun: bool) -> str:
    """Return words as FTS5 takes them: all of them, the last perhaps just `begun`."""
    quoted = ['"{}"'.format(word.replace('"', '""')) for word in words]
    return " AND ".join([*quoted[:-1], f"{quoted[-1]} *" if begun else quoted[-1]])


def posts(
    reader: Reader, viewer: Viewer, sought: Sought, older: int | None = None
) -> list[int]:
    """Return the posts that fit and may be seen, the newest `RANKED`, newest first."""
    rule, values = viewer.threads()
    clauses, more = _narrowed(sought)
    source = "posts"
    if sought.match:
        # In this order: the index is gone through from its end, until enough is found.
        source = "post_words CROSS JOIN posts ON posts.id = post_words.rowid"
        clauses, more = f" AND post_words MATCH ?{clauses}", [sought.match, *more]
    key = "post_words.rowid" if sought.match else "posts.id"
    older_ = f" AND {key} < ?" if older is not None else ""
    rows = reader.rows(
        f"SELECT posts.id FROM {source}{_FROM} WHERE {viewer.posts}"
        f" AND {rule}{clauses}{older_} ORDER BY {key} DESC LIMIT ?",
        (*values, *more, *(() if older is None else (older,)), RANKED),
    )
    return [row["id"] for row in rows]


def texts(reader: Reader, found: Sequence[int]) -> dict[int, str]:
    """Return what these posts say."""
    marks = ", ".join("?" * len(found))
    rows = reader.each(f"SELECT id, text FROM posts WHERE id IN ({marks})", found)
    return {row["id"]: row["text"] for row in rows}


def shown(reader: Reader, found: Sequence[int]) -> dict[int, sqlite3.Row]:
    """Return these posts with where they stand."""
    marks = ", ".join("?" * len(found))
    rows = reader.each(
        "SELECT posts.id, posts.thread_id, posts.seq, posts.author, posts.created_at,"
        " posts.score, posts.text, posts.excerpt, threads.title, threads.private,"
        " categories.name AS category"
        f" FROM posts{_FROM} WHERE posts.id IN ({marks})",
        found,
    )
    return {row["id"]: row for row in rows}


def threads(
    reader: Reader, viewer: Viewer, words: Sequence[str], limit: int
) -> list[sqlite3.Row]:
    """Return the threads whose titles have these words, the latest first."""
    rule, values = viewer.threads()
    return reader.rows(
        "SELECT threads.id, threads.title, threads.posts, threads.last_at,"
        " threads.starter, categories.name AS category"
        " FROM thread_words CROSS JOIN threads ON threads.id = thread_words.rowid"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE thread_words MATCH ? AND {rule}"
        " ORDER BY thread_words.rowid DESC LIMIT ?",
        (terms(words, begun=True), *values, limit),
    )


def _narrowed(sought: Sought) -> tuple[str, list[Any]]:
    clauses = ""
    values: list[Any] = []
    for column, value in (
        ("threads.category_id = ?", sought.category),
        ("posts.thread_id = ?", sought.thread),
        ("posts.created_at >= ?", sought.since),
        ("posts.created_at < ?", sought.until),
    ):
        if value is not None:
            clauses += f" AND {column}"
            values.append(value)
    return clauses, values
