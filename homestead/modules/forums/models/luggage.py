"""The SQL of moving house: every row out, and in again where it is not there yet.

Rows name each other by uid. A row that is here already is left as it is. Numbers are
kept where they are free, so that links in texts lead where they led.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core.connections import ConstraintError
from homestead.modules.forums.models.moving import number
from homestead.modules.forums.models.threads import settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homestead.core.database import Reader, Transaction

    Record = dict[str, Any]


class Sheet(NamedTuple):
    """A table of the luggage: `refers` are columns with the table each points to.

    `derived` columns are found again by themselves, and left out.
    """

    table: str
    refers: tuple[tuple[str, str], ...] = ()
    derived: tuple[str, ...] = ()


_THREAD, _POST = ("thread_id", "threads"), ("post_id", "posts")
SHEETS = (
    Sheet("categories", (), ("threads", "posts")),
    Sheet("category_limits", (("category_id", "categories"),)),
    Sheet(
        "threads",
        (("category_id", "categories"), ("merged_into", "threads")),
        ("posts", "last_post_id"),
    ),
    Sheet("thread_members", (_THREAD,)),
    Sheet("thread_tags", (_THREAD,)),
    Sheet(
        "posts",
        (_THREAD, ("parent_id", "posts")),
        (
            *("seq", "path", "depth", "score", "replies"),
            *("html", "excerpt", "renderer"),
        ),
    ),
    Sheet("post_authors", (_POST,)),
    Sheet("revisions", (_POST,)),
    Sheet("votes", (_POST,)),
    Sheet("reactions", (_POST,)),
    Sheet("mentions", (_POST,)),
    Sheet("polls", (_POST,)),
    Sheet("poll_options", (("poll_id", "polls"),)),
    Sheet("poll_votes", (("poll_id", "polls"), ("option_id", "poll_options"))),
    Sheet("files"),
    Sheet("post_files", (_POST, ("file_id", "files"))),
    Sheet("marks", (_THREAD,)),
    Sheet("visits"),
    Sheet("bookmarks", (_POST,)),
    Sheet("drafts"),
    Sheet("sources", (_POST,)),
    Sheet("follows"),
)
LEFT_BEHIND = ("feeds", "onces")
"""Belong to this home alone: secrets, and what was asked for twice."""

_NAMED = {"files": "name"}
"""By what a row is named where it has no uid."""

_NUMBERED = ("categories", "threads", "posts")
_CLOSER = "-closer"
"""Ends the uid of a category that fewer see than the one of the same uid here."""

_LATER = ("merged_into", "parent_id")
"""Point to rows of the same table, which may come after."""

_TYPES: dict[str, type] = {"TEXT": str, "INTEGER": int, "BIGINT": int}


def out(reader: Reader) -> Iterator[Record]:
    """Yield every row: `{"table", columns…}`."""
    for sheet in SHEETS:
        for row in reader.each(_query(reader, sheet)):
            yield {"table": sheet.table, **dict(row)}


def _query(reader: Reader, sheet: Sheet) -> str:
    refers = dict(sheet.refers)
    told = [
        f"(SELECT {_NAMED.get(refers[name], 'uid')} FROM {refers[name]} AS other"
        f" WHERE other.id = {sheet.table}.{name}) AS {name}"
        if name in refers
        else name
        for name in _columns(reader, sheet)
    ]
    number_ = ["id"] if sheet.table in _NUMBERED else []
    return f"SELECT {', '.join([*number_, *told])} FROM {sheet.table} ORDER BY id"


def _columns(reader: Reader, sheet: Sheet) -> dict[str, type]:
    """Return the columns that travel, with their types."""
    rows = reader.rows(f"PRAGMA table_info({sheet.table})")
    left = {"id", *sheet.derived}
    return {row["name"]: _TYPES[row["type"]] for row in rows if row["name"] not in left}


class Unpacking:
    """Rows coming in."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known: dict[str, dict[str, int]] = {}
        self._touched: set[int] = set()
        self._later: list[tuple[str, str, int, str]] = []
        self._beyond = tx.value("SELECT coalesce(max(seq), 0) FROM posts")

    def take(self, records: Iterable[Record]) -> None:
        """Take what is not here; whatever does not fit is left out."""
        sheets: dict[str, list[Record]] = {sheet.table: [] for sheet in SHEETS}
        for record in records:
            if record.get("table") in sheets:
                sheets[record["table"]].append(record)
        for sheet in SHEETS:
            columns = _columns(self._tx, sheet)
            for record in sheets[sheet.table]:
                self._row(sheet, columns, record)
        self._settle()

    def _row(self, sheet: Sheet, columns: dict[str, type], record: Record) -> None:
        values = {name: record[name] for name in columns if name in record}
        if not all(_fits(columns, sheet, *each) for each in values.items()):
            return
        name = values.get(_NAMED.get(sheet.table, "uid"))
        here = None if name is None else self._find(sheet.table, name)
        if here is not None:
            self._meet(sheet, columns, record, here)
            return
        later = [(key, values.pop(key)) for key in _LATER if values.get(key)]
        for key, table in sheet.refers:
            if key in values and values[key] is not None:
                values[key] = self._find(table, values[key])
                if values[key] is None:
                    return
        if sheet.table == "follows" and not self._aim(values, record):
            return
        row = self._insert(sheet.table, values, record.get("id"))
        if row is not None and name is not None:
            self._known[sheet.table][name] = row
            self._later += [(sheet.table, key, row, other) for key, other in later]

    def _insert(self, table: str, values: Record, wanted: Any) -> int | None:
        """Add a row, by its old number if that is free; None: it does not fit."""
        if table == "posts":
            self._beyond += 1
            values |= {"seq": self._beyond, "path": "", "html": "", "renderer": 0}
            self._touched.add(values.get("thread_id", 0))
        elif table == "threads":
            values.setdefault("last_at", values.get("created_at"))
        if table in _NUMBERED and type(wanted) is int and 0 < wanted < 1 << 53:
            taken = self._tx.value(f"SELECT 1 FROM {table} WHERE id = ?", (wanted,))
            values |= {} if taken else {"id": wanted}
        try:
            return self._tx.insert(table, values)
        except ConstraintError:
            return self._alike(table, values)

    def _meet(
        self, sheet: Sheet, columns: dict[str, type], record: Record, here: int
    ) -> None:
        """Leave what is here as it is; but of categories they are told apart.

        One nobody uses yet is as it was back there from now on; one that more people
        see than those who saw it there is left alone, and it comes to stand beside it.
        """
        if sheet.table != "categories":
            return
        name = record["uid"]
        if self._is_unused(here):
            values = {key: record[key] for key in columns if key in record}
            with suppress(ConstraintError):
                self._tx.update(sheet.table, here, values)
        elif self._is_open_to_more(here, record):
            self._row(sheet, columns, {**record, "uid": name + _CLOSER})
            found = self._find(sheet.table, name + _CLOSER)
            if found is not None:
                self._known[sheet.table][name] = found

    def _is_open_to_more(self, category: int, record: Record) -> bool:
        """Tell whether more people see what is in a category here than back there."""
        looser: int | None = self._tx.value(
            "SELECT limited < ? OR guests > ? FROM categories WHERE id = ?",
            (record.get("limited") or 0, record.get("guests") or 0, category),
        )
        return bool(looser)

    def _is_unused(self, category: int) -> bool:
        return bool(
            self._tx.value(
                "SELECT 1 FROM categories WHERE id = ? AND updated_at = created_at"
                " AND NOT EXISTS"
                " (SELECT 1 FROM threads WHERE category_id = categories.id)",
                (category,),
            )
        )

    def _alike(self, table: str, values: Record) -> int | None:
        """Return the board or the notes that are here for the same alter."""
        if table != "categories" or not values.get("owner"):
            return None
        found: int | None = self._tx.value(
            "SELECT id FROM categories WHERE kind = ? AND owner = ?",
            (values.get("kind"), values["owner"]),
        )
        return found

    def _find(self, table: str, name: str) -> int | None:
        """Return the row that is named so; one that came along, or was here."""
        known = self._known.setdefault(table, {})
        if name not in known:
            column = _NAMED.get(table, "uid")
            found = self._tx.value(
                f"SELECT id FROM {table} WHERE {column} = ?", (name,)
            )
            if found is None:
                return None
            known[name] = found
        return known[name]

    def _aim(self, values: Record, record: Record) -> bool:
        """Find what is followed: a thread or a category, by its number back there."""
        table = "categories" if values.get("kind") == "category" else "threads"
        return bool(
            self._tx.value(f"SELECT 1 FROM {table} WHERE id = ?", (record["target"],))
        )

    def _settle(self) -> None:
        """Join what points to each other, and number the posts."""
        for table, key, row, name in self._later:
            self._tx.update(table, row, {key: self._find(table, name)})
        for thread in self._touched:
            number(self._tx, thread)
            settle(self._tx, thread)


def _fits(columns: dict[str, type], sheet: Sheet, name: str, value: Any) -> bool:
    """Tell whether a value can stand in a column."""
    wanted = str if name in dict(sheet.refers) else columns[name]
    whole = type(value) is int and abs(value) < 1 << 62
    return value is None or (whole if wanted is int else isinstance(value, str))
