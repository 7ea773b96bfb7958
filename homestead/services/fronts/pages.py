"""The SQL of the record: pages by key, never by offset, and what stands beside what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.services.fronts.models import COLUMNS, FOREVER, fronting, fronts_in

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader
    from homestead.services.fronts.front import Front


class Stretch(NamedTuple):
    """What part of the record is asked for; None is no bound, every alter."""

    since: int | None
    until: int | None
    alter: int | None

    @property
    def clause(self) -> tuple[str, list[int]]:
        """The condition on fronts that begin in this stretch, and its parameters."""
        asked = {
            "alter_id = ?": self.alter,
            "started_at >= ?": self.since,
            "started_at < ?": self.until,
        }
        found = {text: value for text, value in asked.items() if value is not None}
        return " AND ".join(["deleted_at IS NULL", *found]), list(found.values())


def page(
    reader: Reader, stretch: Stretch, after: tuple[int, int], limit: int
) -> list[Front]:
    """Return the fronts begun in `stretch`, newest first, that stand after `after`."""
    clause, params = stretch.clause
    return fronts_in(
        reader,
        f"SELECT {COLUMNS} FROM fronts"  # noqa: S608 - our own column names
        f" WHERE {clause} AND (started_at, id) < (?, ?)"
        " ORDER BY started_at DESC, id DESC LIMIT ?",
        (*params, *after, limit),
    )


def onward(
    reader: Reader, stretch: Stretch, after: tuple[int, int], limit: int
) -> list[Front]:
    """Return the fronts begun in `stretch`, oldest first, that stand after `after`."""
    clause, params = stretch.clause
    return fronts_in(
        reader,
        f"SELECT {COLUMNS} FROM fronts"  # noqa: S608 - our own column names
        f" WHERE {clause} AND (started_at, id) > (?, ?)"
        " ORDER BY started_at, id LIMIT ?",
        (*params, *after, limit),
    )


_ENDS = "CASE WHEN ended_at IS NULL OR ended_at > ? THEN ? ELSE ended_at END"


def totals(reader: Reader, stretch: Stretch, end: int) -> dict[int, int]:
    """Return how long (ms) the fronts begun in `stretch` last up to `end`, by alter."""
    clause, params = stretch.clause
    rows = reader.each(
        f"SELECT alter_id, sum({_ENDS} - started_at) AS time"  # noqa: S608
        f" FROM fronts WHERE {clause} AND started_at < ? GROUP BY alter_id",
        (end, end, *params, end),
    )
    return {row["alter_id"]: row["time"] for row in rows}


def gathered(
    reader: Reader, stretch: Stretch, *, step: int, end: int, among: Sequence[int]
) -> list[sqlite3.Row]:
    """Return the fronts of `among` begun in `stretch`, those within `step` ms as one.

    But never those of two alters.

    Columns: alter_id, start, end, time (ms), fronts, front, tier; the latter two are
    right where `fronts` is 1. What goes on or ends later ends at `end`.
    """
    clause, params = stretch.clause
    return reader.rows(
        'SELECT alter_id, min(started_at) AS start, max(ends) AS "end",'  # noqa: S608
        " sum(ends - started_at) AS time, count(*) AS fronts,"
        " min(id) AS front, min(tier) AS tier"
        f" FROM (SELECT id, alter_id, started_at, tier, {_ENDS} AS ends FROM fronts"
        f" WHERE {clause} AND started_at < ?"
        f" AND alter_id IN ({', '.join('?' * len(among))})) AS begun"
        " GROUP BY alter_id, (started_at - ?) / ? ORDER BY alter_id, start",
        (end, end, *params, end, *among, stretch.since or 0, step),
    )


def first(reader: Reader) -> int | None:
    """Return when the record begins, if there is one."""
    found: int | None = reader.value(
        "SELECT min(started_at) FROM fronts WHERE deleted_at IS NULL"
    )
    return found


def there_before(reader: Reader, stretch: Stretch) -> list[Front]:
    """Return the fronts that were on when `stretch` began, newest first."""
    if stretch.since is None:
        return []
    before = [
        front
        for front in fronting(reader, stretch.since)
        if front.started_at < stretch.since and stretch.alter in (None, front.alter_id)
    ]
    return sorted(before, key=lambda front: (front.started_at, front.id), reverse=True)


def count(reader: Reader, stretch: Stretch) -> int:
    """Return how many fronts begin in `stretch`."""
    if stretch == (None, None, None):
        # Counting all and taking off the few deleted reads a hundredth of the index.
        return int(
            reader.value(
                "SELECT (SELECT count(*) FROM fronts)"
                " - (SELECT count(*) FROM fronts WHERE deleted_at IS NOT NULL)"
            )
        )
    clause, params = stretch.clause
    return int(reader.value(f"SELECT count(*) FROM fronts WHERE {clause}", params))  # noqa: S608


def one(reader: Reader, front: int) -> Front | None:
    """Return the front with that id, if it is on record."""
    rows = fronts_in(
        reader,
        f"SELECT {COLUMNS} FROM fronts WHERE id = ? AND deleted_at IS NULL",  # noqa: S608
        (front,),
    )
    return rows[0] if rows else None


def clash(reader: Reader, new: dict[str, Any], besides: int | None) -> Front | None:
    """Return the other front of the same alter that `new` would overlap, if any."""
    end = FOREVER if new["ended_at"] is None else new["ended_at"]
    rows = fronts_in(
        reader,
        # Of fronts that do not overlap the last to begin is the last to end.
        f"SELECT {COLUMNS} FROM fronts"  # noqa: S608 - our own column names
        " WHERE alter_id = ? AND started_at < ? AND id <> ? AND deleted_at IS NULL"
        " ORDER BY started_at DESC LIMIT 1",
        (new["alter_id"], end, besides or 0),
    )
    return rows[0] if rows and rows[0].lasts_beyond(new["started_at"]) else None


def place_beside(reader: Reader, start: int, end: int | None) -> tuple[float, bool]:
    """Return a position behind all who front meanwhile, and whether anybody does."""
    last = reader.value(
        "SELECT max(position) FROM fronts"
        " WHERE started_at > ? AND started_at < ? AND deleted_at IS NULL",
        (start, FOREVER if end is None else end),
    )
    places = [front.position for front in fronting(reader, start)]
    places += [] if last is None else [last]
    return (max(places) + 1, True) if places else (0.0, False)


def comments(reader: Reader, fronts: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """Return the comments on each of these fronts, oldest first."""
    found: dict[int, list[sqlite3.Row]] = {}
    for row in reader.each(
        "SELECT id, front_id, at, text FROM front_comments"  # noqa: S608
        f" WHERE front_id IN ({', '.join('?' * len(fronts))}) AND deleted_at IS NULL"
        " ORDER BY at, id",
        fronts,
    ):
        found.setdefault(row["front_id"], []).append(row)
    return found


def uids(reader: Reader, fronts: Sequence[int]) -> dict[int, str]:
    """Return the name that each of these fronts has for other programs."""
    rows = reader.each(
        "SELECT id, uid FROM fronts"  # noqa: S608 - question marks
        f" WHERE id IN ({', '.join('?' * len(fronts))})",
        fronts,
    )
    return {row["id"]: row["uid"] for row in rows}


def words(reader: Reader, comment: int) -> str:
    """Return what that comment says."""
    text = reader.value("SELECT text FROM front_comments WHERE id = ?", (comment,))
    return str(text)


def commented(reader: Reader, comment: int) -> int | None:
    """Return the front on record that this comment is about."""
    found: int | None = reader.value(
        "SELECT front_id FROM front_comments"
        " JOIN fronts ON fronts.id = front_id AND fronts.deleted_at IS NULL"
        " WHERE front_comments.id = ? AND front_comments.deleted_at IS NULL",
        (comment,),
    )
    return found
