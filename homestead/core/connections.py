"""SQLite connections: how they are opened, and what their errors mean to a person."""

from __future__ import annotations

import _sqlite3 as sqlite3  # `sqlite3` only adds date adapters, and 3 ms a command

DatabaseError = sqlite3.DatabaseError
OperationalError = sqlite3.OperationalError
ConstraintError = sqlite3.IntegrityError
complete_statement = sqlite3.complete_statement


def connect(path: str, *, read_only: bool = False) -> sqlite3.Connection:
    """Open one connection, set up as every one of Homestead's is."""
    if read_only:
        return _connect_to_read(path)
    return _set_up(_open(path))


def _connect_to_read(path: str) -> sqlite3.Connection:
    """Open for reading; where not even the `-shm` file can be made, as unchanging."""
    target = f"file:{quoted(path)}?mode=ro"
    connection = _open(target, uri=True)
    try:
        connection.execute("SELECT name FROM sqlite_master LIMIT 1")
    except OperationalError:
        connection.close()
        connection = _open(target + "&immutable=1", uri=True)
    except DatabaseError:
        connection.close()
        raise
    return _set_up(connection)


def _open(target: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(
        target,
        timeout=10,
        isolation_level=None,
        check_same_thread=False,
        uri=uri,
    )


def _set_up(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except DatabaseError:
        connection.close()
        raise
    return connection


def quoted(path: str) -> str:
    """Return `path` fit for an SQLite URI."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def rollback(connection: sqlite3.Connection) -> None:
    """Drop whatever is open; SQLite may have dropped it already (a full disk)."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def explained(error: DatabaseError) -> Exception:
    """Return the error a person can act on, or `error` itself where there is none."""
    from homestead.core.errors import (
        BusyError,
        CannotCreateError,
        IntegrityError,
        NotPermittedError,
    )

    said = str(error)
    if "malformed" in said or "not a database" in said or "corrupt" in said:
        return IntegrityError(
            f"The home's database is damaged ({said}).",
            hint="Keep a copy of the data directory, then restore a backup or an "
            "export. `homestead db check` tells more.",
        )
    if "full" in said:
        return CannotCreateError(
            "The disk is full: nothing was changed.",
            hint="Free some space and do it again.",
        )
    if "disk I/O" in said:
        return CannotCreateError(
            "The disk is full or failing: nothing was changed.",
            hint="Free some space and do it again. `homestead doctor` tells more.",
        )
    if "readonly" in said or "read-only" in said:
        return NotPermittedError(
            "The home's files cannot be written: nothing was changed.",
            hint="Run `homestead doctor` to see why.",
        )
    if "locked" in said or "busy" in said:
        return BusyError(
            "Another program holds the home's database.", hint="Try again in a moment."
        )
    return error
