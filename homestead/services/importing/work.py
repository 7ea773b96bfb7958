"""What the parts of one import share while they resolve it."""

from __future__ import annotations

import secrets
from collections import Counter
from typing import TYPE_CHECKING, Any

from homestead.core import clock, handles
from homestead.services.importing import known
from homestead.services.importing.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.database import Reader
    from homestead.services.importing.plan import Plan
    from homestead.services.importing.writer import Writer

TICK = 1000
"""How many records go by between two words about progress."""

TABLES = {
    "system": "system",
    "alters": "alters",
    "custom_fronts": "alters",
    "groups": "groups",
    "fields": "fields",
    "comments": "front_comments",
}
"""Where the entries of a collection go."""


_KIND = {"alters": "alter", "groups": "group", "fields": "field"}


class Work:
    """One plan on its way into one home.

    `wanted`: ids of fronts that comments belong to. `moved`: rows of groups that are to
    get another parent, and which.
    """

    def __init__(
        self,
        plan: Plan,
        reader: Reader,
        writer: Writer,
        progress: Callable[[int, int, str], None],
    ) -> None:
        self.plan = plan
        self.reader = reader
        self.writer = writer
        self.report = Report()
        self.now = clock.now()
        self._rows: dict[tuple[str, str], int] = {}
        self._taken: set[tuple[str, str, str]] = set()
        self._named: Counter[tuple[str, str]] = Counter()
        self._after: dict[str, int] = {}
        self._handles: dict[str, set[str]] = {}
        self._progress = progress
        self._done = 0
        self.wanted: set[str] = set()
        self.moved: dict[int, int | None] = {}
        self._total = plan.size

    def find(self, collection: str, *ids: str) -> known.Source | None:
        """Return what an earlier import of this app knows by one of these ids."""
        return known.find(self.reader, self.plan.app, collection, ids)

    def settle(self, collection: str, ids: tuple[str, ...], row: int) -> None:
        """Remember which row these ids stand for."""
        for each in ids:
            self._rows.setdefault((collection, each), row)

    def row(self, *collections: str, source_id: str) -> int | None:
        """Return the row that a reference means, in the file or known before."""
        for collection in collections:
            if (collection, source_id) in self._rows:
                return self._rows[collection, source_id]
        for collection in collections:
            source = self.find(collection, source_id)
            if source is not None and source.row is not None:
                self._rows[collection, source_id] = source.row
                return source.row
        return None

    def source(
        self,
        collection: str,
        source_id: str,
        place: tuple[str, int | None],
        snapshot: str = "",
        *,
        app: str = "",
    ) -> None:
        """Note that a record became a row; `place` is the table and the row's id."""
        self.writer.insert(
            "sources",
            {
                "app": app or self.plan.app,
                "collection": collection,
                "source_id": source_id,
                "table_name": place[0],
                "row_id": place[1],
                "snapshot": snapshot,
            },
        )

    def is_first(self, collection: str, source_id: str, app: str = "") -> bool:
        """Take an id; return False if this import has taken it before."""
        key = (app or self.plan.app, collection, source_id)
        first = key not in self._taken
        self._taken.add(key)
        return first

    def own_name(self, collection: str, source_id: str) -> str:
        """Return `source_id` for what is kept aside first by it, else one numbered."""
        name = source_id
        while not self.is_first(f"kept {collection}", name):
            self._named[collection, source_id] += 1
            name = f"{source_id}#{self._named[collection, source_id] + 1}"
        return name

    def alias(
        self, app: str, collection: str, source_id: str, place: tuple[str, int]
    ) -> None:
        """Note another id of a row, unless that id is somebody's already."""
        if not known.find(self.reader, app, collection, (source_id,)):
            self.source(collection, source_id, place, app=app)

    def handle(self, table: str, name: str) -> str:
        """Return a handle nobody in `table` has, and take it."""
        if table not in self._handles:
            rows = self.reader.rows(
                f"SELECT handle FROM {table} WHERE deleted_at IS NULL"  # noqa: S608
            )
            self._handles[table] = {row[0] for row in rows}
        made = handles.make(name, self._handles[table], kind=_KIND[table])
        self._handles[table].add(made)
        return made

    def position(self, table: str, wanted: int | None) -> int:
        """Return where a new row goes: after those that are there, as `wanted`."""
        if table not in self._after:
            last = self.reader.value(f"SELECT max(position) FROM {table}")  # noqa: S608
            self._after[table] = 0 if last is None else last + 1
        if wanted is not None:
            return self._after[table] + wanted
        self._after[table] += 1
        return self._after[table] - 1

    def tick(self, text: str) -> None:
        """Count one record as done; say so now and then."""
        self._done += 1
        if self._done % TICK == 0 or self._done == self._total:
            self._progress(self._done, self._total, text)


def new_uid() -> str:
    """Return an id no other row of any home has."""
    return secrets.token_hex(16)


def plain(columns: dict[str, Any]) -> dict[str, Any]:
    """Return `columns` with lists and objects as JSON text, ready to be written."""
    import json

    return {
        name: json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict | list)
        else value
        for name, value in columns.items()
    }
