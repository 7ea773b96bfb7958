"""The compiled parts that the single file carries, unpacked when they are needed.

`homestead.pyz` holds one bundle per Python, machine and C library it was built for, as
`_native/TAG.zip`, and `_native/index.txt` with a line `TAG SHA16` for each. A bundle is
unpacked once, to `<cache>/native/SHA16-TAG`, and every part of it is checked against
the bundle before it is used. Nobody else may write there, since it holds code.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
import time
import zlib
from contextlib import suppress
from importlib.machinery import EXTENSION_SUFFIXES
from io import BytesIO
from zipfile import ZipFile

from homestead.core import paths, resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = EXTENSION_SUFFIXES[0].removeprefix(".").removesuffix(".so")
"""What compiled parts must be built for: `cpython-311-x86_64-linux-gnu`."""

KEPT = 30 * 24 * 3600.0
"""Seconds an unpacked bundle stays after nobody used it any more."""

_ABANDONED = 3600.0
_UNPACKING = ".unpacking-"


def unpack(home: str | None) -> list[str]:
    """Put the bundle for this Python on `sys.path`; return why it could not be.

    That is a reason for each place tried; none if the bundle is there, or if there is
    no bundle for this Python and an installed module must do.
    """
    bundle = _bundle()
    if not bundle:
        return []
    why_not = []
    for place in _places(home):
        try:
            folder = _unpacked(place, *bundle)
        except OSError as error:
            why_not.append(f"{place}: {error.strerror or error}")
            continue
        if folder not in sys.path:
            sys.path.insert(0, folder)
        return []
    return why_not


def _bundle() -> tuple[str, ZipFile] | None:
    """Return the key and the bundle for this Python, if the single file has one."""
    lines = resources.read("_native/index.txt").decode().splitlines()
    keys = dict(line.split() for line in lines)
    if TAG not in keys:
        return None
    bundle = ZipFile(BytesIO(resources.read(f"_native/{TAG}.zip")))
    return f"{keys[TAG]}-{TAG}", bundle


def _places(home: str | None) -> Iterator[str]:
    """Yield where bundles may lie: the cache, else a folder of our own in /tmp."""
    yield os.path.join(paths.find(home).cache, "native")
    for folder in dict.fromkeys((os.environ.get("TMPDIR", "/tmp"), "/tmp", "/var/tmp")):  # noqa: S108
        yield os.path.join(folder, f"homestead-{os.geteuid()}", "native")


def _unpacked(place: str, key: str, bundle: ZipFile) -> str:
    """Return the folder in `place` that holds the whole bundle, unpacked if need be."""
    _claim(place)
    folder = os.path.join(place, key)
    if not _whole(folder, bundle):
        fresh = tempfile.mkdtemp(prefix=_UNPACKING, dir=place)
        try:
            bundle.extractall(fresh)
            _rename(fresh, folder, bundle)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    _hold(folder)
    _sweep(place)
    return folder


def _claim(place: str) -> None:
    """Make `place`; OSError if others may write there or nothing there may run."""
    for folder in (os.path.dirname(place), place):
        os.makedirs(folder, 0o700, exist_ok=True)
        status = os.stat(folder)
        if status.st_uid != os.geteuid() or status.st_mode & 0o022:
            raise PermissionError(1, "others may write there")
    if os.statvfs(place).f_flag & getattr(os, "ST_NOEXEC", 8):
        raise PermissionError(1, "mounted noexec, nothing there may run")


def _whole(folder: str, bundle: ZipFile) -> bool:
    """Tell whether every file of the bundle lies in `folder` as it should."""
    return all(
        _sum(os.path.join(folder, part.filename)) == (part.file_size, part.CRC)
        for part in bundle.infolist()
    )


def _sum(path: str) -> tuple[int, int] | None:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return None
    return len(content), zlib.crc32(content)


def _rename(fresh: str, folder: str, bundle: ZipFile) -> None:
    """Give `fresh` its name, unless somebody was quicker and theirs is whole."""
    for _ in range(3):
        try:
            os.rename(fresh, folder)
        except OSError:
            if _whole(folder, bundle):
                return
            # A damaged one is in the way: whoever runs from it keeps its open files.
            trash = tempfile.mkdtemp(prefix=_UNPACKING, dir=os.path.dirname(folder))
            os.rename(folder, os.path.join(trash, "damaged"))
            shutil.rmtree(trash)
        else:
            return


def _hold(folder: str) -> None:
    """Mark `folder` used now, and in use until this process ends."""
    os.utime(folder)
    fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_SH)


def _sweep(place: str) -> None:
    """Remove bundles of other versions long unused, and what was never finished."""
    for entry in os.scandir(place):
        limit = _ABANDONED if entry.name.startswith(_UNPACKING) else KEPT
        with suppress(FileNotFoundError):  # another start was quicker
            unused = time.time() - entry.stat().st_mtime
            if unused > limit and not _held(entry.path):
                shutil.rmtree(entry.path)


def _held(folder: str) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
