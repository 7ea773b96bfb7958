"""Files a command writes for a person: whole, or not there at all."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from homestead.core.errors import CannotCreateError
from homestead.core.house import NamedFile

if TYPE_CHECKING:
    from types import TracebackType


class Aside:
    """`with Aside(path) as file:`: a file that takes its name when the block ends well.

    Until then it lies beside it under another name, readable by its owner only. What
    was there under that name stays until the new file is whole and on disk.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        folder, name = os.path.split(path)
        self._aside = os.path.join(folder, f".{name}.{secrets.token_hex(4)}")

    def __enter__(self) -> NamedFile:
        if os.path.isdir(self._path):
            raise CannotCreateError(
                f"{self._path} is a directory.", hint="Name the file to write in it."
            )
        try:
            handle = os.open(self._aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except OSError as error:
            raise self._cannot(error) from error
        self._file = os.fdopen(handle, "w+b")
        return NamedFile(os.path.basename(self._path), self._file)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._file.flush()
                os.fsync(self._file.fileno())
            self._file.close()
            if error is None:
                os.replace(self._aside, self._path)
        except OSError as wrong:
            raise self._cannot(wrong) from wrong
        finally:
            if os.path.lexists(self._aside):
                os.unlink(self._aside)

    def _cannot(self, error: OSError) -> CannotCreateError:
        return CannotCreateError(
            f"{self._path} cannot be written: {error.strerror}.",
            hint="Write it somewhere else, or make room.",
        )
