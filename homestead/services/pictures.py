"""Pictures people upload: kept by their content, never by their name."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from homestead.core.errors import CannotCreateError, UsageError

if TYPE_CHECKING:
    from typing import BinaryIO

    from homestead.core.house import House

MOST_BYTES = 10 * 1024 * 1024

_TYPES = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "gif": b"GIF8",
    "webp": b"RIFF",
}


def keep(house: House, folder: str, file: BinaryIO) -> str:
    """Store the picture in `file`; return its name under the uploads directory.

    `alters/<sha256>.png`, whatever it was called. It is on disk when this returns.
    Raises UsageError for what is no picture (PNG, JPEG, GIF, WebP) or is too large.
    """

    def store() -> str:
        content = file.read(MOST_BYTES + 1)
        name = named(folder, content)
        write(place(house, name), content)
        return name

    name: str = house.aside(store)
    return name


def named(folder: str, content: bytes) -> str:
    """Return what a picture is to be called; raise UsageError if it is none."""
    return f"{folder}/{hashlib.sha256(content).hexdigest()}.{_kind(content)}"


def place(house: House, name: str) -> Path:
    """Return where the picture called `name` lies."""
    return Path(house.paths.data, "uploads", name)


def _kind(content: bytes) -> str:
    """Return the kind of picture, told by its first bytes."""
    if len(content) > MOST_BYTES:
        raise UsageError(
            f"The picture is larger than {MOST_BYTES // 1024 // 1024} MB.",
            hint="Make it smaller first; 1000 pixels a side is plenty.",
        )
    for kind, beginning in _TYPES.items():
        if content.startswith(beginning) and (
            kind != "webp" or content[8:12] == b"WEBP"
        ):
            return kind
    raise UsageError(
        "That file is not a picture Homestead knows.",
        hint="Use PNG, JPEG, GIF or WebP.",
    )


def write(target: Path, content: bytes) -> None:
    """Write aside, sync, then rename: a picture is there whole or not at all.

    Raises CannotCreateError where the disk does not take it.
    """
    if target.exists():
        return
    try:
        _write(target, content)
    except OSError as error:
        raise CannotCreateError(
            f"The picture could not be stored: {error.strerror}.",
            hint="Make room for it, and do it again.",
        ) from error


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
