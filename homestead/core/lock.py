"""One home, one writer: whoever holds `<data>/home.lock` writes, nobody else.

SQLite before 3.51.3 can corrupt a WAL file that two processes write and checkpoint
at once (https://www.sqlite.org/wal.html#walresetbug), and that is what every Pi has.
"""

from __future__ import annotations

import fcntl
import os
import time

from homestead.core.errors import BusyError, NotPermittedError

PATIENCE = 10.0
"""Seconds a command waits for another one to finish."""


class HomeLock:
    """The lock on a home, and a note of who holds it."""

    def __init__(self, data: str) -> None:
        self.path = os.path.join(data, "home.lock")
        self._file: int | None = None

    def take(self, *, patience: float = PATIENCE) -> None:
        """Take the lock and note our process in it.

        Raises BusyError, naming the holder, when it is not free after `patience`
        seconds, and NotPermittedError where the disk does not let us.
        """
        try:
            self._file = os.open(
                self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
        except OSError as error:
            raise NotPermittedError(
                f"The home cannot be locked for writing: {error.strerror}.",
                hint=f"See who owns {self.path} and whether its disk is read-only.",
            ) from error
        if not self._try_until(time.monotonic() + patience):
            holder = self.holder()
            self.release()
            raise BusyError(
                f"Another Homestead is at this home (process {holder or 'unknown'}).",
                hint="Try again in a moment.",
            )
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Let go; harmless when not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def holder(self) -> int | None:
        """Return the process number noted in the lock, or None."""
        try:
            with open(self.path, encoding="ascii") as noted:
                return int(noted.read())
        except (OSError, ValueError):
            return None

    def _try_until(self, deadline: float) -> bool:
        assert self._file is not None  # noqa: S101 - take() has just opened it
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(0.01)
            else:
                return True
