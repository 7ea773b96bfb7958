"""The SQL of files: what was added, which posts show it, what nobody shows any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from homestead.core.database import Reader, Transaction
    from homestead.modules.forums.viewer import Viewer

FOLDER = "forums"
"""Where they lie among the uploads."""

_COLUMNS = (
    "files.id, files.name, files.title, files.bytes, files.picture, files.width,"
    " files.height, files.added_by"
)


def add(tx: Transaction, columns: dict[str, Any]) -> None:
    """Note a file; the same content again is the same file, newly added."""
    now = clock.now()
    tx.run(
        "INSERT INTO files (name, title, bytes, picture, width, height, added_by,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET created_at = excluded.created_at,"
        " added_by = excluded.added_by",
        (
            *(columns["name"], columns["title"], columns["bytes"]),
            *(int(columns["picture"]), columns["width"], columns["height"]),
            *(columns["added_by"], now),
        ),
    )


def row(reader: Reader, name: str) -> sqlite3.Row | None:
    """Return a file, whoever may see it."""
    return reader.row(f"SELECT {_COLUMNS} FROM files WHERE name = ?", (name,))


def named(reader: Reader, names: Collection[str]) -> list[sqlite3.Row]:
    """Return those of the files that there are, whoever may see them."""
    marks = ", ".join("?" * len(names))
    return reader.rows(
        f"SELECT {_COLUMNS} FROM files WHERE name IN ({marks})",
        tuple(names),
    )


def is_shown(reader: Reader, name: str, viewer: Viewer) -> bool:
    """Tell whether any post shows a file that somebody may see."""
    rule, values = viewer.threads()
    found = reader.value(
        "SELECT 1 FROM files JOIN post_files ON post_files.file_id = files.id"
        " JOIN posts ON posts.id = post_files.post_id"
        " JOIN threads ON threads.id = posts.thread_id"
        " JOIN categories ON categories.id = threads.category_id"
        f" WHERE files.name = ? AND {viewer.posts}"
        f" AND {rule} LIMIT 1",
        (name, *values),
    )
    return found is not None


def unused(reader: Reader, before: int) -> list[sqlite3.Row]:
    """Return the files added before then that no post and no draft refers to."""
    return reader.rows(
        f"SELECT {_COLUMNS} FROM files WHERE created_at < ?"
        " AND NOT EXISTS (SELECT 1 FROM post_files WHERE file_id = files.id)"
        " AND NOT EXISTS (SELECT 1 FROM drafts WHERE instr(text, files.name) > 0)"
        " LIMIT 500",
        (before,),
    )


def forget(tx: Transaction, file: int) -> bool:
    """Forget a file, unless a post shows it by now; tell whether it is forgotten."""
    gone = tx.run(
        "DELETE FROM files WHERE id = ? AND NOT EXISTS"
        " (SELECT 1 FROM post_files WHERE file_id = files.id)",
        (file,),
    )
    return bool(gone)
