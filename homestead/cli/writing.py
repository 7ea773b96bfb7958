"""Files a command writes for a person: whole, or not there at all."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from homestead.core.errors import CannotCreateError
from homestead.core.house import NamedFile

if TYPE_CHECKING:
    from types import TracebackType
    from typing import BinaryIO


class Aside:
    """`with Aside(path) as file:`: a file that takes its name when the block ends well.

    Until then it lies beside it under another name, readable by its owner only. What
    was there under that name stays until the new file is whole and on disk. A link is
    followed; a device or a pipe (`/dev/stdout`) is written to as it is.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._target = os.path.realpath(path)
        folder, name = os.path.split(self._target)
        self._aside = os.path.join(folder, f".{name}.{secrets.token_hex(4)}")
        self._in_place = os.path.exists(path) and not os.path.isfile(self._target)

    def __enter__(self) -> NamedFile:
        if os.path.isdir(self._path):
            raise CannotCreateError(
                f"{self._path} is a directory.", hint="Name the file to write in it."
            )
        try:
            self._file = self._opened()
        except OSError as error:
            raise self._cannot(error) from error
        return NamedFile(os.path.basename(self._path), self._file)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._file.flush()
            if error is None and not self._in_place:
                os.fsync(self._file.fileno())
                os.replace(self._aside, self._target)
            self._file.close()
        except OSError as wrong:
            raise self._cannot(wrong) from wrong
        finally:
            if os.path.lexists(self._aside):
                os.unlink(self._aside)

    def _opened(self) -> BinaryIO:
        if self._in_place:
            return open(self._path, "wb")
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
        return os.fdopen(os.open(self._aside, flags, 0o600), "w+b")

    def _cannot(self, error: OSError) -> CannotCreateError:
        return CannotCreateError(
            f"{self._path} cannot be written: {error.strerror}.",
            hint="Write it somewhere else, or make room.",
        )
