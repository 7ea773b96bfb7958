"""The SQL of categories: who may see them, what was written in them last."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.database import Reader, Transaction
    from homestead.modules.forums.viewer import Viewer

COLUMNS = (
    "categories.id, categories.uid, categories.kind, categories.owner,"
    " categories.name, categories.description, categories.color,"
    " categories.position, categories.limited, categories.guests,"
    " categories.private, categories.threads, categories.posts,"
    " categories.archived_at, categories.deleted_at"
)
_LAST = (
    "SELECT threads.id FROM threads WHERE threads.category_id = categories.id"
    " AND threads.deleted_at IS NULL AND threads.hidden_at IS NULL"
    " AND threads.private = 0 ORDER BY threads.last_at DESC, threads.id DESC LIMIT 1"
)


def listed(reader: Reader, viewer: Viewer) -> list[sqlite3.Row]:
    """Return the categories there are for somebody, each with its latest thread."""
    rule, values = viewer.categories()
    return reader.rows(
        f"SELECT {COLUMNS}, threads.id AS last_thread,"
        " threads.title AS last_title, threads.last_at, posts.author AS last_author"
        f" FROM categories LEFT JOIN threads ON threads.id = ({_LAST})"
        " LEFT JOIN posts ON posts.id = threads.last_post_id"
        f" WHERE {rule} ORDER BY categories.position, categories.id",
        values,
    )


def found(reader: Reader, category: int, viewer: Viewer) -> sqlite3.Row | None:
    """Return a category that somebody may see."""
    rule, values = viewer.categories()
    return reader.row(
        f"SELECT {COLUMNS} FROM categories WHERE categories.id = ? AND {rule}",
        (category, *values),
    )


def row(reader: Reader, category: int) -> sqlite3.Row | None:
    """Return a category, whoever may see it, deleted or not."""
    return reader.row(
        f"SELECT {COLUMNS} FROM categories WHERE categories.id = ?",
        (category,),
    )


def of(reader: Reader, kind: str, owner: str) -> int | None:
    """Return the id of somebody's board or notes; None if nobody needed it yet."""
    found: int | None = reader.value(
        "SELECT id FROM categories WHERE kind = ? AND owner = ?", (kind, owner)
    )
    return found


def create(tx: Transaction, columns: dict[str, Any]) -> int:
    """Add a category, last in the order."""
    now = clock.now()
    last = tx.value("SELECT max(position) FROM categories")
    return tx.insert(
        "categories",
        {
            "uid": os.urandom(16).hex(),
            "position": (last or 0) + 1,
            "created_at": now,
            "updated_at": now,
            **columns,
        },
    )


def change(tx: Transaction, category: int, columns: dict[str, Any]) -> None:
    """Write columns of a category."""
    tx.update("categories", category, {**columns, "updated_at": clock.now()})


def limits(reader: Reader) -> dict[int, list[str]]:
    """Return whom each limited category is for: uids of alters and groups."""
    told: dict[int, list[str]] = {}
    for each in reader.each("SELECT category_id, uid FROM category_limits ORDER BY id"):
        told.setdefault(each["category_id"], []).append(each["uid"])
    return told


def limit(tx: Transaction, category: int, uids: Iterable[str]) -> None:
    """Say whom a category is for; nobody listed: for everybody."""
    tx.run("DELETE FROM category_limits WHERE category_id = ?", (category,))
    wanted = list(dict.fromkeys(uids))
    for uid in wanted:
        tx.insert("category_limits", {"category_id": category, "uid": uid})
    change(tx, category, {"limited": int(bool(wanted))})


def order(tx: Transaction, first: Iterable[int]) -> None:
    """Put these first, in that order; the others follow as they were."""
    rows = tx.rows("SELECT id FROM categories ORDER BY position, id")
    wanted = list(dict.fromkeys([*first, *(each["id"] for each in rows)]))
    tx.many(
        "UPDATE categories SET position = ? WHERE id = ?",
        [(position, each) for position, each in enumerate(wanted)],
    )


def deleted(reader: Reader) -> list[sqlite3.Row]:
    """Return what can be brought back, the latest first."""
    return reader.rows(
        f"SELECT {COLUMNS} FROM categories"
        " WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC"
    )
