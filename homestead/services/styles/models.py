"""The rows of looks, and every question to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import clock
from homestead.services.styles.tokens import fitting

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.database import Reader
    from homestead.services.changes import Change
    from homestead.services.styles.tokens import Tokens

_INHERITED = ("scheme", "font", "size", "radius", "density", "motion")
"""What a look that does not say it has from the home's."""


class Style(NamedTuple):
    """A row of looks; `alter` is None for the home's own."""

    row: int
    alter: int | None
    tokens: Tokens
    pinned_at: int | None


def style(reader: Reader, alter: int | None) -> Style | None:
    """Return what is kept for an alter, or for the home itself."""
    row = reader.row(f"{_EVERY} WHERE coalesce(alter_id, 0) = ?", (alter or 0,))
    return None if row is None else _style(row)


def styles(reader: Reader) -> dict[int | None, Style]:
    """Return every look that is kept, by alter."""
    return {row["alter_id"]: _style(row) for row in reader.rows(_EVERY)}


def pinned(reader: Reader) -> Style | None:
    """Return the look that is worn whoever is at the front, if one is."""
    row = reader.row(
        f"{_EVERY} WHERE pinned_at IS NOT NULL"  # noqa: S608 - our own columns
        " AND (alter_id IS NULL OR alter_id IN"
        " (SELECT id FROM alters WHERE deleted_at IS NULL))"
        " ORDER BY pinned_at DESC, id DESC LIMIT 1"
    )
    return None if row is None else _style(row)


def put(change: Change, alter: int | None, columns: dict[str, Any]) -> None:
    """Write columns of a look, adding it if there is none yet."""
    if "tokens" in columns:
        columns = {**columns, "tokens": json.dumps(columns["tokens"])}
    known = style(change.tx, alter)
    now = clock.now()
    if known is None:
        columns = {"alter_id": alter, "created_at": now, "updated_at": now, **columns}
        change.insert("styles", {"tokens": "{}", **columns})
    else:
        change.update("styles", known.row, {**columns, "updated_at": now})


def own(kept: Style | None, color: str | None) -> Tokens:
    """Return an alter's own look; who has none but a colour has one made from it."""
    tokens = kept.tokens if kept else {}
    return tokens or ({"primary": color} if color else {})


def whole(tokens: Tokens, home: Tokens) -> Tokens:
    """Return a look with what it has from the home's."""
    from_home = {name: home[name] for name in _INHERITED if name in home}
    if "scheme" in from_home and "ground" in tokens:
        del from_home["scheme"]  # its ground says whether it is light or dark
    return {**from_home, **tokens}


def people(reader: Reader, ids: Iterable[int]) -> dict[int, sqlite3.Row]:
    """Return those of these alters who are not removed, by row."""
    wanted = tuple(ids)
    rows = reader.rows(
        "SELECT id, handle, name, color, privacy FROM alters"  # noqa: S608 - question marks
        f" WHERE deleted_at IS NULL AND id IN ({', '.join('?' * len(wanted))})",
        wanted,
    )
    return {row["id"]: row for row in rows}


_EVERY = "SELECT id, alter_id, tokens, pinned_at FROM styles"


def _style(row: sqlite3.Row) -> Style:
    kept, _ = fitting(json.loads(row["tokens"]))
    return Style(row["id"], row["alter_id"], kept, row["pinned_at"])
