"""What is meant by a word: a handle, a name, or something close to one."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.database import Reader
    from homestead.core.errors import HomesteadError
    from homestead.core.house import House

KIND = {"alters": "alter", "groups": "group", "fields": "field"}
"""What one row of each table is, and the command for it."""

_DISPLAY_NAME = {"alters": "display_name", "groups": "display_name", "fields": "''"}


def find(
    reader: Reader, table: str, word: str, *, house: House | None = None
) -> sqlite3.Row:
    """Return the row of `table` (alters, groups, fields) that `word` means.

    A handle counts first, then a name or display name exactly as written, then in any
    case, as long as only one has it. `house` is asked for its words when nothing is
    found. Raises NotFoundError, or ConflictError when several have that name.
    """
    found = _by_handle(reader, table, word, "IS NULL")
    return found or _by_name(reader, table, word, house)


def find_removed(reader: Reader, table: str, word: str, *, house: House) -> sqlite3.Row:
    """Return the row, removed earlier, that had `word` for handle or name: the latest.

    Raises NotFoundError when none had.
    """
    found = _by_handle(reader, table, word, "IS NOT NULL")
    if found is None:
        rows = reader.rows(
            f"SELECT * FROM {table} WHERE deleted_at IS NOT NULL"  # noqa: S608
            " ORDER BY deleted_at DESC, id DESC"
        )
        folded = word.strip().casefold()
        found = next((row for row in rows if row["name"].casefold() == folded), None)
    if found is None:
        from homestead.core.errors import NotFoundError

        raise NotFoundError(
            f"No {_noun(table, house)} called {_short(word)} was removed.",
            hint=f"`homestead {KIND[table]} list --removed` shows what can come back.",
        )
    return found


def _by_handle(
    reader: Reader, table: str, word: str, deleted: str
) -> sqlite3.Row | None:
    if not word.isascii():
        return None
    return reader.row(
        f"SELECT * FROM {table} WHERE handle = ? AND deleted_at {deleted}"  # noqa: S608
        " ORDER BY deleted_at DESC, id DESC LIMIT 1",
        (word,),
    )


def _by_name(reader: Reader, table: str, word: str, house: House | None) -> sqlite3.Row:
    from homestead.core.handles import LONGEST_NAME, clean

    rows = reader.rows(
        f"SELECT id, handle, name, {_DISPLAY_NAME[table]} AS display_name"  # noqa: S608
        f" FROM {table} WHERE deleted_at IS NULL"
    )
    sought = clean(word[:LONGEST_NAME])
    for called in (_exactly, _in_any_case):
        found = [row for row in rows if sought and called(row, sought)]
        if len(found) > 1:
            raise _several(table, word, found, house)
        if found:
            row = reader.row(
                f"SELECT * FROM {table} WHERE id = ?",  # noqa: S608
                (found[0]["id"],),
            )
            if row is not None:
                return row
    raise _none(reader, table, word, rows, house)


def _exactly(row: sqlite3.Row, name: str) -> bool:
    return name in (row["name"], row["display_name"])


def _in_any_case(row: sqlite3.Row, name: str) -> bool:
    folded = name.casefold()
    return folded == row["handle"] or folded in (
        row["name"].casefold(),
        row["display_name"].casefold(),
    )


def _noun(table: str, house: House | None) -> str:
    if table == "alters" and house is not None:
        return house.terms.alter
    return KIND[table]


def _short(word: str) -> str:
    from homestead.core.handles import LONGEST

    return repr(word if len(word) <= LONGEST else f"{word[:LONGEST]}…")


def _several(
    table: str, word: str, rows: Iterable[sqlite3.Row], house: House | None
) -> HomesteadError:
    from homestead.core.errors import ConflictError

    handles = ", ".join(sorted(row["handle"] for row in rows))
    return ConflictError(
        f"More than one {_noun(table, house)} is called {word!r}: {handles}.",
        hint="Say which one by the handle.",
    )


def _none(
    reader: Reader,
    table: str,
    word: str,
    rows: Iterable[sqlite3.Row],
    house: House | None,
) -> HomesteadError:
    from homestead.core.errors import NotFoundError

    command = f"homestead {KIND[table]}"
    near = _near(word, rows)
    if _by_handle(reader, table, word, "IS NOT NULL"):
        hint = f"{word} was removed: `{command} restore {word}` undoes that."
    elif near:
        hint = f"Did you mean {' or '.join(near)}?"
    else:
        hint = f"`{command} list` shows all there are."
    return NotFoundError(
        f"There is no {_noun(table, house)} called {_short(word)}.", hint=hint
    )


def _near(word: str, rows: Iterable[sqlite3.Row]) -> list[str]:
    """Return the handles of what is called something like `word`."""
    from homestead.core.handles import suggest

    everybody = list(rows)
    names = [
        (called, row["handle"])
        for row in everybody
        for called in (row["display_name"], row["name"])
        if called
    ]
    # Handles last: what is one's name and another's handle means the handle.
    known = dict([*names, *((row["handle"], row["handle"]) for row in everybody)])
    return list(dict.fromkeys(known[called] for called in suggest(word, known)))
