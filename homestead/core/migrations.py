"""Schemas grow by numbered `.sql` files, each applied whole and recorded."""

from __future__ import annotations

from homestead.core.connections import OperationalError, complete_statement
from homestead.core.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.database import Database, Reader

_LEDGER = """
CREATE TABLE IF NOT EXISTS migrations (
    owner TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (owner, number)
)
"""

_ENDING = ("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE")


def version(database: Reader, owner: str) -> int:
    """Return the number of the last migration of `owner` applied here; 0 for none."""
    try:
        found = database.value(
            "SELECT max(number) FROM migrations WHERE owner = ?", (owner,)
        )
    except OperationalError as error:
        if "no such table" in str(error):
            return 0
        raise
    return found or 0


def bring_up(database: Database, owner: str, folder: str, newest: int) -> list[str]:
    """Apply what is missing of `owner`'s migrations in `folder`, up to `newest`.

    `folder` is a path inside the package. Returns the names of those applied. Raises
    ConfigError when the database is newer than the program: an older program must
    not write what it does not understand.
    """
    here = version(database, owner)
    if here > newest:
        raise ConfigError(
            f"This home is newer than this program: its data is at version {here} "
            f"and Homestead here knows up to {newest}.",
            hint="Install the newer Homestead again; nothing was changed.",
        )
    if here == newest or database.read_only:
        return []
    from homestead.core import resources

    names = sorted(name for name in resources.listing(folder) if name.endswith(".sql"))
    missing = [name for name in names if _number(name) > here]
    database.keep_wal()
    for name in missing:
        _apply(database, owner, name, resources.read(f"{folder}/{name}").decode())
    return missing


def _number(name: str) -> int:
    return int(name.split("_", 1)[0])


def _apply(database: Database, owner: str, name: str, script: str) -> None:
    from homestead.core import clock

    with database.transaction() as tx:
        tx.run(_LEDGER)
        for statement in statements(script):
            _refuse_to_end_early(name, statement)
            try:
                tx.run(statement)
            except OperationalError as error:
                error.add_note(f"migrations/{name}")
                raise
        tx.run(
            "INSERT INTO migrations (owner, number, name, applied_at)"
            " VALUES (?, ?, ?, ?)",
            (owner, _number(name), name, clock.now()),
        )


def _refuse_to_end_early(name: str, statement: str) -> None:
    """Raise ConfigError for what would leave half a migration behind."""
    lines = (line.strip() for line in statement.splitlines())
    words = " ".join(line for line in lines if line[:2] != "--").split()
    if words and words[0].rstrip(";").upper() in _ENDING:
        raise ConfigError(
            f"{name} says {words[0].rstrip(';')}: each migration is one transaction"
            " already.",
            hint="Take that line out of it.",
        )


def statements(script: str) -> Sequence[str]:
    """Split `script` into single statements, as SQLite itself sees where they end."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if complete_statement(pending):
            found.append(pending)
            pending = ""
    if pending.strip():
        found.append(pending)  # the last one's semicolon may have been forgotten
    return found
