"""The SQL of drafts: what is being written, by whom, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader, Transaction

_COLUMNS = "id, who, place, title, text, shared, updated_at"


def save(
    tx: Transaction, who: str, place: str, *, title: str, text: str, shared: bool
) -> None:
    """Keep what somebody is writing somewhere, in place of what they had there."""
    tx.run(
        "INSERT INTO drafts (who, place, title, text, shared, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (who, place) DO UPDATE SET"
        " title = excluded.title, text = excluded.text, shared = excluded.shared,"
        " updated_at = excluded.updated_at",
        (who, place, title, text, int(shared), clock.now()),
    )


def drop(tx: Transaction, who: str, place: str) -> None:
    """Forget what somebody was writing somewhere."""
    tx.run("DELETE FROM drafts WHERE who = ? AND place = ?", (who, place))


def find(reader: Reader, who: str, place: str) -> sqlite3.Row | None:
    """Return what somebody is writing somewhere."""
    return reader.row(
        f"SELECT {_COLUMNS} FROM drafts WHERE who = ? AND place = ?",
        (who, place),
    )


def shared(reader: Reader, place: str, but: str) -> list[sqlite3.Row]:
    """Return what others are writing there and let be seen."""
    return reader.rows(
        f"SELECT {_COLUMNS} FROM drafts"
        " WHERE place = ? AND shared = 1 AND who <> ? ORDER BY updated_at DESC",
        (place, but),
    )


def listed(reader: Reader, who: str) -> list[sqlite3.Row]:
    """Return everything somebody is writing, the latest first."""
    return reader.rows(
        f"SELECT {_COLUMNS} FROM drafts WHERE who = ? ORDER BY updated_at DESC",
        (who,),
    )
