"""Pictures people upload: kept by their content, never by their name."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from homestead.core.errors import CannotCreateError, NotFoundError, UsageError
from homestead.core.pictures import kinds, pixels, stripping

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from homestead.core.house import House

MOST_BYTES = 10 * 1024 * 1024
SIDES = (96, 384)
"""The squares a picture is shown as: in a list, and by itself."""

_FAR = 100_000


def keep(
    house: House, folder: str, file: BinaryIO, crop: Mapping[str, float] | None = None
) -> str:
    """Store the picture in `file`; return its name under the uploads directory.

    `alters/<sha256>.png`, whatever it was called; of what is in it only the pixels are
    kept. `crop` takes a square of it: `{"x", "y", "size"}` in pixels. It is on disk
    when this returns. Raises UsageError for what is no picture or is too large.
    """
    square = None if crop is None else _crop(crop)
    given = house.aside(lambda: file.read(MOST_BYTES + 1))

    def store() -> str:
        content = cleaned(given, square)
        name = named(folder, content)
        write(place(house, name), content)
        for side in SIDES:
            _made(place(house, name), _square(house, name, side), side)
        return name

    # A large one takes 350 MB while it is decoded: one at a time.
    with house.kept("pictures", Lock):
        name: str = house.aside(store)
    return name


def cleaned(
    content: bytes,
    crop: pixels.Crop | None = None,
    longest: int = pixels.LONGEST_SIDE,
) -> bytes:
    """Return the picture with nothing in it but what is seen.

    Made anew where Pillow is, else without what stands beside the pixels. It takes a
    moment: call it aside. Raises UsageError for what cannot be read.
    """
    _refuse_large(content)
    if pixels.available():
        return pixels.encoded(content, crop, longest)
    if crop is not None:
        raise UsageError(
            "Pictures cannot be cut on this machine.",
            hint=f"Cut it first, or install Pillow: {pixels.ADVICE}",
            fields={"crop": "cannot be done on this machine"},
        )
    return stripping.stripped(content)


def named(folder: str, content: bytes) -> str:
    """Return what a cleaned picture is to be called; raise UsageError if it is none."""
    _refuse_large(content)
    kind = kinds.kind_of(content)
    if kind not in kinds.TYPES:
        raise pixels.unreadable(kind)
    return f"{folder}/{hashlib.sha256(content).hexdigest()}.{kind}"


def place(house: House, name: str) -> Path:
    """Return where the picture called `name` lies."""
    return Path(house.paths.data, "uploads", name)


def content(house: House, name: str) -> tuple[bytes, str]:
    """Return a picture as it is kept, and its content type."""
    try:
        found = place(house, name).read_bytes()
    except FileNotFoundError as error:
        raise _gone() from error
    return found, kinds.TYPES[kinds.kind_of(found)]


def shown(house: House, name: str, side: int) -> tuple[bytes, str]:
    """Return a picture made for showing, and its content type.

    A square of `side` pixels (one of `SIDES`), made once and kept in the home's cache;
    the whole picture where nothing can make squares. Raises NotFoundError where there
    is no such picture.
    """
    if side not in SIDES:
        raise _gone()
    target = _square(house, name, side)
    made = house.aside(lambda: _made(place(house, name), target, side))
    return made, kinds.TYPES[kinds.kind_of(made)]


def _square(house: House, name: str, side: int) -> Path:
    return Path(house.paths.cache, "pictures", f"{Path(name).stem}-{side}")


def _made(source: Path, target: Path, side: int) -> bytes:
    if target.exists():
        return target.read_bytes()
    try:
        whole = source.read_bytes()
    except FileNotFoundError as error:
        raise _gone() from error
    decoded = pixels.available()
    made = pixels.square(whole, side) if decoded else stripping.stripped(whole)
    # Where the disk is full it is made anew each time: pictures are seen all the same.
    with suppress(CannotCreateError):
        write(target, made)
    return made


def _gone() -> NotFoundError:
    return NotFoundError("There is no such picture.")


def _crop(given: Mapping[str, float]) -> pixels.Crop:
    """Return where to cut; raise UsageError if nobody could cut there."""
    known = given if isinstance(given, dict) else {}
    numbers = [known.get(each) for each in ("x", "y", "size")]
    if all(isinstance(each, int | float) and 0 <= each < _FAR for each in numbers):
        crop = pixels.Crop(*(float(each or 0) for each in numbers))
        if crop.size >= 1:
            return crop
    raise UsageError(
        "That is no part of a picture.",
        hint="Say x and y of its corner and its size, in pixels.",
        fields={"crop": "is no part of a picture"},
    )


def _refuse_large(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UsageError(
            f"The picture is larger than {MOST_BYTES // 1024 // 1024} MB.",
            hint="Make it smaller first; 1000 pixels a side is plenty.",
            fields={"picture": "is too large"},
        )


def write(target: Path, content: bytes) -> None:
    """Write aside, sync, then rename: a picture is there whole or not at all.

    One that is there already has come again just now. Raises CannotCreateError where
    the disk does not take it.
    """
    try:
        if target.exists():
            os.utime(target)
        else:
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
