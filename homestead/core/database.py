"""SQLite behind one door: reads anywhere, writes only in a transaction.

A transaction is acknowledged (the `with` block ends) only after its commit is on
disk. Writers that arrive while others are at it share one commit: each runs in a
savepoint of its own, in turn, and all are acknowledged by the same sync, so an SD
card's 10 ms are paid once for all of them.
"""

from __future__ import annotations

import _thread

from homestead.core.batches import MOST_IN_ONE_COMMIT, Batch
from homestead.core.connections import OperationalError, connect, explained, rollback

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Any, TypeVar

    T = TypeVar("T")
    Runner = Callable[[Callable[[], T]], T]


def run_here(job: Callable[[], T]) -> T:
    """Run `job` in this very thread: what a command does, having no hub to block."""
    return job()


class Reader:
    """What can be asked of a database, in or out of a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Return every row of the answer."""
        return self.connection.execute(sql, params).fetchall()

    def each(self, sql: str, params: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        """Yield the rows one by one, for answers that may be long."""
        return iter(self.connection.execute(sql, params))

    def row(self, sql: str, params: Sequence[Any] = ()) -> sqlite3.Row | None:
        """Return the first row, or None."""
        found: sqlite3.Row | None = self.connection.execute(sql, params).fetchone()
        return found

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(sql, params)
        return None if found is None else found[0]


class Transaction(Reader):
    """One atomic change. Nothing inside may wait for anything but the database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.afterwards: list[Callable[[], None]] = []

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Run one statement; return how many rows it touched."""
        return self.connection.execute(sql, params).rowcount

    def many(self, sql: str, params: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of `params`."""
        self.connection.executemany(sql, params)

    def insert(self, table: str, columns: dict[str, Any]) -> int:
        """Add a row and return its id. Table and column names are the program's own."""
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        found = self.value(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id",  # noqa: S608
            tuple(columns.values()),
        )
        return int(found)

    def update(self, table: str, row: int, columns: dict[str, Any]) -> None:
        """Set `columns` of the row with that id."""
        pairs = ", ".join(f"{name} = ?" for name in columns)
        self.run(
            f"UPDATE {table} SET {pairs} WHERE id = ?",  # noqa: S608
            (*columns.values(), row),
        )

    def as_json(self, columns: dict[str, Any]) -> str:
        """Return `columns` as a JSON object, without loading the json module."""
        pairs = [part for pair in columns.items() for part in pair]
        marks = ", ".join("?" * len(pairs))
        return str(self.value(f"SELECT json_object({marks})", pairs))

    def delete(self, table: str, row: int) -> None:
        """Remove the row with that id."""
        self.run(f"DELETE FROM {table} WHERE id = ?", (row,))  # noqa: S608

    def after_commit(self, act: Callable[[], None]) -> None:
        """Call `act` once the change is on disk; never if it is not."""
        self.afterwards.append(act)


class Database(Reader):
    """One SQLite file in WAL mode, with `synchronous=FULL`.

    `run_aside` runs what waits for the disk: in this thread for a command, in a
    native thread for the daemon, whose hub must never block. `commits` counts what this
    process has committed, to whichever file: pages are the same while it is.
    """

    commits = 0

    def __init__(
        self,
        path: Path | str,
        *,
        read_only: bool = False,
        run_aside: Runner[Any] = run_here,
    ) -> None:
        self.path = str(path)
        self.read_only = read_only
        self.run_aside = run_aside
        self._writer = connect(self.path, read_only=read_only)
        # A hub reads on a connection of its own, so that a reader neither waits for
        # the writer nor sees what is not yet committed.
        shared = run_aside is run_here
        super().__init__(self._writer if shared else connect(self.path, read_only=True))
        self._turn = _thread.allocate_lock()
        self._count = _thread.allocate_lock()
        self._waiting = 0
        self._batch: Batch | None = None

    def transaction(self) -> Write:
        """Return the context manager in which one atomic change is made."""
        return Write(self)

    def keep_wal(self) -> None:
        """Have the file keep its journal as a WAL, from now on."""
        self._writer.execute("PRAGMA journal_mode = WAL")

    def in_background(self, work: Callable[[Transaction], T]) -> T:
        """Make one long change in a native thread, so that the hub goes on meanwhile.

        For work of seconds (an import); it shares its commit with nobody.
        """
        self.refuse_if_read_only()
        tx = Transaction(self._writer)

        def job() -> T:
            self._run("BEGIN IMMEDIATE")
            try:
                made = work(tx)
                self._run("COMMIT")
            except BaseException:
                rollback(self._writer)
                raise
            return made

        with self._turn:
            made = self._guarded(job)
        Database.commits += 1
        for act in tx.afterwards:
            act()
        return made

    def close(self) -> None:
        """Close the file; the last one out folds the WAL back into it."""
        if self.connection is not self._writer:
            self.connection.close()
        self._writer.close()

    def _guarded(self, job: Callable[[], T]) -> T:
        """Run `job` aside; tell what the disk said in a person's words."""
        try:
            done: T = self.run_aside(job)
        except OperationalError as error:
            raise explained(error) from error
        return done

    def refuse_if_read_only(self) -> None:
        """Raise NotPermittedError if nothing can be written here."""
        if self.read_only:
            from homestead.core.errors import NotPermittedError

            raise NotPermittedError(
                "This home can only be read: its disk or files do not allow writing.",
                hint="Run `homestead doctor` to see why.",
            )

    def _enter(self) -> Batch:
        """Wait for the turn to write and open a savepoint in the shared commit."""
        self.refuse_if_read_only()
        self._wait_for_turn()
        batch = self._batch
        try:
            if batch is None:
                self._guarded(lambda: self._run("BEGIN IMMEDIATE"))
                batch = self._batch = Batch()
            self._run("SAVEPOINT one")
        except BaseException as error:
            if batch is None:
                self._turn.release()
            else:
                self._settle(batch, error)
            raise
        return batch

    def _wait_for_turn(self) -> None:
        with self._count:
            self._waiting += 1
        try:
            self._turn.acquire()
        except BaseException:
            self._give_up_waiting()
            raise
        with self._count:
            self._waiting -= 1

    def _give_up_waiting(self) -> None:
        """Leave the queue (we are being ended); commit for those who counted on us."""
        with self._count:
            self._waiting -= 1
        if self._turn.acquire(blocking=False):
            batch = self._batch
            if batch is None or self._waiting:
                self._turn.release()
            else:
                self._settle(batch, self._commit(batch))

    def _leave(self, batch: Batch, *, failed: bool) -> None:
        """Close the savepoint; commit if nobody else is coming, else wait for them."""
        try:
            if failed and self._writer.in_transaction:
                self._run("ROLLBACK TO one")
            self._run("RELEASE one")
            batch.members += not failed
        except OperationalError as error:
            self._settle(batch, error)
            raise explained(error) from error
        if self._waiting and batch.members < MOST_IN_ONE_COMMIT:
            self._turn.release()
            if not failed:
                batch.wait()
        else:
            self._settle(batch, self._commit(batch))
        if not failed and batch.failure is not None:
            raise batch.failure

    def _commit(self, batch: Batch) -> BaseException | None:
        try:
            ending = "COMMIT" if batch.members else "ROLLBACK"
            self._guarded(lambda: self._run(ending))
        except BaseException as error:  # noqa: BLE001 - told to every writer of the batch
            return error
        Database.commits += 1
        return None

    def _settle(self, batch: Batch, failure: BaseException | None) -> None:
        """Let go of the turn and tell everybody who shared it how it ended."""
        if failure is not None:
            rollback(self._writer)
        batch.failure = failure
        self._batch = None
        batch.done.release()
        self._turn.release()

    def _run(self, sql: str) -> None:
        self._writer.execute(sql)


class Write:
    """`with database.transaction() as tx:`: one change, durable when the block ends."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Transaction:
        self._batch = self._database._enter()  # noqa: SLF001 - one mechanism, two classes
        self._tx = Transaction(self._database._writer)  # noqa: SLF001
        return self._tx

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database._leave(self._batch, failed=error is not None)  # noqa: SLF001
        if error is None:
            for act in self._tx.afterwards:
                act()
        elif isinstance(error, OperationalError):
            raise explained(error) from error
