"""Pictures nobody refers to any more: looked for now and then, and taken away.

A picture is kept before what it belongs to, so one is left behind where that was
refused after all. Whatever names it keeps it: a profile, a removed one, the journal
that undo needs, a text, in the database of the home or of any module.
"""

from __future__ import annotations

import logging
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.core.connections import DatabaseError, connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.house import House
    from homestead.core.paths import Paths

FOLDERS = ("alters", "system", "template")
"""Those of what the home itself keeps; modules look after files of their own."""

GRACE = 7 * clock.DAY
"""How long a picture may wait for somebody to refer to it, since it was sent last."""

_LENGTH = 64
_SUM = re.compile(rf"[0-9a-f]{{{_LENGTH}}}", re.ASCII)

log = logging.getLogger("homestead.pictures")


def sweep(house: House) -> int:
    """Take away the pictures nobody refers to; return how many those were."""
    gone: int = house.aside(lambda: _sweep(house.paths))
    if gone:
        log.info("Pictures that nobody refers to were taken away: %d", gone)
    return gone


def _sweep(paths: Paths) -> int:
    before = clock.now() - GRACE
    waiting = [file for file in _files(paths) if _sent(file) < before]
    if not waiting:
        return 0
    try:
        named = {name for base in _databases(paths) for name in _named(base)}
    except DatabaseError as error:
        log.warning("Nobody knows which pictures are needed: %s", error)
        return 0
    # One that was sent again meanwhile is as good as new.
    orphans = [
        file for file in waiting if file.stem not in named and _sent(file) < before
    ]
    for file in orphans:
        file.unlink(missing_ok=True)
        for square in Path(paths.cache, "pictures").glob(f"{file.stem}-*"):
            square.unlink(missing_ok=True)
    return len(orphans)


def _files(paths: Paths) -> Iterator[Path]:
    for folder in FOLDERS:
        for file in Path(paths.data, "uploads", folder).glob("*.*"):
            if _SUM.fullmatch(file.stem) and file.is_file():
                yield file


def _sent(file: Path) -> int:
    return int(file.stat().st_mtime * clock.SECOND)


def _databases(paths: Paths) -> Iterator[Path]:
    data = Path(paths.data)
    yield data / "app.db"
    yield from data.glob("modules/*/*.db")


def _named(database: Path) -> Iterator[str]:
    """Yield every sum that stands anywhere in a database."""
    with closing(connect(str(database), read_only=True)) as connection:
        connection.text_factory = lambda text: text.decode(errors="replace")
        columns = connection.execute(
            "SELECT tables.name, columns.name FROM sqlite_master AS tables"
            " JOIN pragma_table_info(tables.name) AS columns"
            " WHERE tables.type = 'table'"
        )
        for table, column in columns.fetchall():
            cells = connection.execute(
                f'SELECT CAST("{column}" AS TEXT) FROM "{table}"'  # noqa: S608
                f' WHERE length("{column}") >= {_LENGTH}'
            )
            for (cell,) in cells:
                yield from _SUM.findall(cell)
