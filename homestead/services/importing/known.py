"""What the home knows from earlier imports: which record became which row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homestead.core.database import Reader


class Source(NamedTuple):
    """A row of `sources`. `snapshot` is "" where only the id is known."""

    id: int
    source_id: str
    row: int | None
    snapshot: str


def find(
    reader: Reader, app: str, collection: str, ids: Iterable[str]
) -> Source | None:
    """Return what is known by the first of `ids` that anything is known by."""
    for source_id in ids:
        found = reader.row(
            "SELECT id, source_id, row_id, snapshot FROM sources"
            " WHERE app = ? AND collection = ? AND source_id = ?",
            (app, collection, source_id),
        )
        if found is not None:
            return Source(*found)
    return None


def told(
    reader: Reader, app: str, collection: str, place: tuple[str, int]
) -> Source | None:
    """Return what `app` last said of a row, `place` being its table and id."""
    found = reader.row(
        "SELECT id, source_id, row_id, snapshot FROM sources WHERE table_name = ?"
        " AND row_id = ? AND app = ? AND collection = ? AND snapshot <> ''",
        (*place, app, collection),
    )
    return None if found is None else Source(*found)
