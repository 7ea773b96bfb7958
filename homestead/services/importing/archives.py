"""ZIP files from strangers: what is in them, read within limits, never unpacked."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from homestead.core.errors import IntegrityError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMBERS = 20_000
MOST_BYTES = 4 << 30
"""How much all that is read from one archive may come to."""
MOST_RATIO = 200
"""How much larger than its packed form a member may be; JSON reaches about 50."""
SMALL = 1 << 20
"""Up to here a member may have any ratio: it cannot hurt."""

_CHUNK = 1 << 18
_END = b"PK\x05\x06"
_END_SIZE = 22
_MOST_COMMENT = 65_535
_MOST_DIRECTORY = 16 << 20
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """An open ZIP: names of its regular files, and their bytes within limits."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name = name
        self._read = 0
        _check_directory(name, file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _damaged(name) from error
        self._members = {each.filename: each for each in self._regular()}

    @property
    def names(self) -> list[str]:
        """The names of the regular files, in order."""
        return list(self._members)

    def read(self, name: str, *, limit: int) -> bytes:
        """Return the bytes of one member.

        Raises UsageError when it is larger than `limit`, IntegrityError when it is
        damaged, locked, or grows as no honest file does.
        """
        read: list[bytes] = []
        size = 0
        for part in self.parts(name):
            size += len(part)
            if size > limit:
                raise _too_large(self.name)
            read.append(part)
        return b"".join(read)

    def parts(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of one member, part by part; raises as `read` does."""
        member = self._members[name]
        _check_member(self.name, member)
        size = 0
        try:
            with self._zip.open(member) as opened:
                while part := opened.read(_CHUNK):
                    size += len(part)
                    self._read += len(part)
                    _check_growth(self.name, member, size, self._read)
                    yield part
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise _damaged(self.name) from error

    def _regular(self) -> Iterator[zipfile.ZipInfo]:
        for each in self._zip.infolist():
            kind = stat.S_IFMT(each.external_attr >> 16)
            hidden = each.filename.startswith("__MACOSX/")
            if not each.is_dir() and not hidden and kind in (0, stat.S_IFREG):
                yield each


def _check_directory(name: str, file: BinaryIO) -> None:
    """Refuse a list of contents too long to be read, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _MOST_COMMENT))
    tail = file.read()
    file.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        raise _damaged(name)
    members, length = struct.unpack("<HI", tail[place + 10 : place + 16])
    if members > MOST_MEMBERS or length > _MOST_DIRECTORY:
        raise UsageError(
            f"{name} holds more than {MOST_MEMBERS} files.",
            hint="Give the file as the app exported it.",
        )


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 1:
        raise UsageError(
            f"{name} is locked with a password.",
            hint="Unpack it and give the files inside.",
        )
    if member.compress_type not in _READABLE:
        raise UsageError(
            f"{name} is packed in a way Homestead does not read.",
            hint="Unpack it and give the files inside.",
        )


def _check_growth(
    name: str, member: zipfile.ZipInfo, size: int, everything: int
) -> None:
    bomb = size > SMALL and size > MOST_RATIO * max(1, member.compress_size)
    if bomb or everything > MOST_BYTES:
        raise IntegrityError(
            f"{name} unpacks to far more than an export holds; it was not read.",
            hint="Export again from the app, and give that file.",
        )


def _too_large(name: str) -> UsageError:
    return UsageError(
        f"A file in {name} is too large.", hint="Give the file as the app exported it."
    )


def _damaged(name: str) -> IntegrityError:
    return IntegrityError(
        f"{name} is a damaged or incomplete ZIP file.",
        hint="Download or export it again, and give that file.",
    )
