"""Writes an import's rows in bulk, each noted so that undo takes all of them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from homestead.core.database import Reader, Transaction
    from homestead.services.changes import Change

ORDER = (
    "system",
    "fields",
    "alters",
    "field_values",
    "groups",
    "group_members",
    "fronts",
    "front_comments",
    "switch_marks",
    "styles",
    "sources",
    "preserved",
    "imports",
)
"""The tables, each after those it refers to."""

MOST_WAITING = 40_000
"""How many rows are held before they are written: what a small import needs at most,
so that it is settled whole before its first write, and little enough for a phone."""


class Writer(Protocol):
    """Takes the rows of an import."""

    def insert(self, table: str, columns: dict[str, Any]) -> int:
        """Add a row; return the id it has or will have."""

    def update(self, table: str, row: int, columns: dict[str, Any]) -> None:
        """Set columns of a row that was there before."""

    def delete(self, table: str, row: int) -> None:
        """Remove a link that was there before."""


class Ids:
    """Gives out the ids of rows to come: one after the other in each table."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.first: dict[str, int] = {}
        self.next: dict[str, int] = {}

    def claim(self, table: str) -> int:
        """Return the next free id of `table`."""
        if table not in self.next:
            highest = self._reader.value(f"SELECT max(id) FROM {table}")  # noqa: S608
            self.first[table] = self.next[table] = (highest or 0) + 1
        claimed = self.next[table]
        self.next[table] = claimed + 1
        return claimed


class Rehearsal:
    """A writer that writes nothing."""

    def __init__(self, reader: Reader) -> None:
        self._ids = Ids(reader)

    def insert(self, table: str, columns: dict[str, Any]) -> int:  # noqa: ARG002
        """Return the id the row would have."""
        return self._ids.claim(table)

    def update(self, table: str, row: int, columns: dict[str, Any]) -> None:
        """Leave everything as it is."""

    def delete(self, table: str, row: int) -> None:
        """Leave everything as it is."""


class Bulk:
    """The real writer: rows first, a table at a time; changes to old rows last.

    Undo goes backwards, so old rows let go of the new ones before those are removed.
    """

    def __init__(self, tx: Transaction, change: Change) -> None:
        self._tx = tx
        self._change = change
        self._ids = Ids(tx)
        self._waiting: dict[str, dict[tuple[str, ...], list[tuple[Any, ...]]]] = {}
        self._held = 0
        self._updates: list[tuple[str, int, dict[str, Any] | None]] = []

    def insert(self, table: str, columns: dict[str, Any]) -> int:
        """Add a row, written when enough have come together."""
        row = self._ids.claim(table)
        names = tuple(columns)
        rows = self._waiting.setdefault(table, {}).setdefault(names, [])
        rows.append((row, *columns.values()))
        self._held += 1
        if self._held >= MOST_WAITING:
            self._flush()
        return row

    def update(self, table: str, row: int, columns: dict[str, Any]) -> None:
        """Set columns of an old row, at the end."""
        self._updates.append((table, row, columns))

    def delete(self, table: str, row: int) -> None:
        """Remove an old link, at the end."""
        self._updates.append((table, row, None))

    def finish(self) -> None:
        """Write and note what is still held."""
        self._flush()
        for table in ORDER:
            if table in self._ids.next:
                first, after = self._ids.first[table], self._ids.next[table]
                self._change.inserted(table, first, after - 1)
        for table, row, columns in self._updates:
            if columns is None:
                self._change.delete(table, row)
            else:
                self._change.update(table, row, columns)

    def _flush(self) -> None:
        for table in ORDER:
            for names, rows in self._waiting.pop(table, {}).items():
                marks = ", ".join("?" * (len(names) + 1))
                self._tx.many(
                    f"INSERT INTO {table} (id, {', '.join(names)})"  # noqa: S608
                    f" VALUES ({marks})",
                    rows,
                )
        self._held = 0
