"""`alters.csv`: who is at the front, for scripts that read a file and nothing else.

`seles,1` if Seles is there and `dexen,0` if Dexen is not, a line for each alter in the
home's order. The module `template` keeps it among its data; whatever changes that,
in whichever process, writes it anew as a whole.
"""

from __future__ import annotations

import _thread
import os

from homestead.core import clock
from homestead.core.connections import DatabaseError, connect
from homestead.core.database import Database

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from homestead.core.database import Reader
    from homestead.core.house import House

MODULE = "template"

_CHANGES = frozenset(("front.changed", "alter.changed"))
_FILE = ("modules", MODULE, "alters.csv")


def follow(house: House) -> None:
    """Have the file written anew at each change."""
    as_of = -1

    def heard(name: str, facts: dict[str, Any]) -> None:
        nonlocal as_of
        wanted = name in _CHANGES or facts.get("module") == MODULE
        if wanted and as_of != Database.commits:  # one change may tell a thousand times
            as_of = Database.commits
            write(house)

    house.events.listen(heard)


def place(data: str) -> str:
    """Return where the file lies in that data directory."""
    return os.path.join(data, *_FILE)


def write(house: House) -> None:
    """Write the file if it says something else, unless the module is closed."""
    with house.kept("roster", _thread.allocate_lock):
        told = text(house.app).encode()
        try:
            house.aside(lambda: _write(house.paths.data, told))
        except OSError as error:
            from logging import getLogger

            log = getLogger("homestead.roster")
            log.warning("alters.csv was not written: %s", error.strerror)


def text(reader: Reader) -> str:
    """Return what the file is to say."""
    now = clock.now()
    rows = reader.rows(
        "SELECT handle, EXISTS (SELECT 1 FROM fronts WHERE alter_id = alters.id"
        " AND started_at <= ? AND (ended_at IS NULL OR ended_at > ?)"
        " AND deleted_at IS NULL) AS here"
        " FROM alters WHERE kind = 'alter' AND deleted_at IS NULL"
        " ORDER BY position, id",
        (now, now),
    )
    return "".join(f"{row['handle']},{row['here']}\n" for row in rows)


def begin(house: House) -> None:
    """Fill a home that is new with what such a file says, if there is one.

    One that cannot be read is kept beside: in its place it would be written anew.
    """
    found = place(house.paths.data)
    if not os.path.isfile(found):
        return
    from logging import getLogger

    from homestead.core.errors import HomesteadError
    from homestead.core.house import NamedFile
    from homestead.services.alters.bringing import bring_in

    log = getLogger("homestead.roster")
    try:
        with open(found, "rb") as file:
            bring_in(house, files=[NamedFile("alters.csv", file)])
    except HomesteadError as error:
        os.replace(found, f"{found}.unread")
        log.warning("alters.csv was left aside: %s", error.message)
    except OSError as error:
        log.warning("alters.csv was not read: %s", error.strerror)


def _write(data: str, told: bytes) -> None:
    target = place(data)
    if not _is_open(data) or _said(target) == told:
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    aside = f"{target}.new"  # who holds the home is the only one to write it
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(told)
        os.replace(aside, target)
    except OSError:
        os.unlink(aside)
        raise


def _said(target: str) -> bytes | None:
    try:
        with open(target, "rb") as file:
            return file.read()
    except OSError:
        return None


def _is_open(data: str) -> bool:
    """Tell whether the module is; it is from the first, until somebody closes it."""
    registry = os.path.join(data, "registry.db")
    if not os.path.exists(registry):
        return True
    try:
        connection = connect(registry, read_only=True)
    except DatabaseError:
        return True
    try:
        row = connection.execute(
            "SELECT enabled FROM modules WHERE module_name = ?", (MODULE,)
        ).fetchone()
    except DatabaseError:
        return True
    finally:
        connection.close()
    return row is None or bool(row[0])
