"""Files people add to what they write: kept by their content, and never run.

Pictures are made anew from their pixels, with a small one beside them; whatever else it
is, it is only ever handed out to be downloaded, as bytes of no kind. A module has a
folder of its own below the uploads, and notes in its database what is in there.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from homestead.core import handles
from homestead.core.errors import NotFoundError, UsageError
from homestead.core.pictures import kinds, pixels
from homestead.services import pictures

if TYPE_CHECKING:
    from homestead.core.house import House, NamedFile

MOST_BYTES = 25 * 1024 * 1024
"""Bytes of a file; of a picture, `pictures.MOST_BYTES`."""

LONGEST_SIDE = 2048
SMALL = 640
"""Pixels of the longer side: of a picture, and of what stands in the text."""

LONGEST_TITLE = 120
NO_KIND = "application/octet-stream"

_NAME = re.compile(r"[0-9a-f]{64}\.(?:png|jpg|gif|webp|bin)", re.ASCII)
_NO_PICTURE = ".bin"


class Attachment(NamedTuple):
    """A file that was kept: its name, what it is called, how large it is shown."""

    name: str
    title: str
    bytes: int
    picture: bool
    width: int = 0
    height: int = 0

    @property
    def markdown(self) -> str:
        """What to write where it is to stand."""
        return f"{'!' if self.picture else ''}[{self.title}](files/{self.name})"


class Sent(NamedTuple):
    """A file as it is sent, and its content type."""

    content: bytes
    kind: str


def is_name(name: str) -> bool:
    """Tell whether a file could be called so; others are asked of no disk."""
    return _NAME.fullmatch(name) is not None


def is_picture(name: str) -> bool:
    """Tell whether what is called so is shown, not downloaded."""
    return not name.endswith(_NO_PICTURE)


def keep(house: House, folder: str, given: NamedFile) -> Attachment:
    """Store a file; it is on disk when this returns.

    Raises UsageError for one that is empty, too large, or a picture that cannot be
    read. What it was called is only shown, never used as a path.
    """
    title = titled(given.name)
    content: bytes = house.aside(lambda: given.file.read(MOST_BYTES + 1))
    if len(content) > MOST_BYTES:
        raise _refused(
            f"{title} is larger than {MOST_BYTES // 1024 // 1024} MB.",
            "Make it smaller, or keep it elsewhere and tell where.",
        )
    if not content:
        raise _refused(f"{title} is empty.", "Choose another one.")
    if not _is_picture(content):
        name = f"{hashlib.sha256(content).hexdigest()}{_NO_PICTURE}"
        place = pictures.place(house, f"{folder}/{name}")
        house.aside(lambda: pictures.write(place, content))
        return Attachment(name, title, len(content), picture=False)
    # As with those of alters: a large one takes 350 MB while it is decoded.
    with house.kept("pictures", Lock):
        kept: Attachment = house.aside(lambda: _picture(house, folder, title, content))
    return kept


def titled(name: str) -> str:
    """Return what a file is called, fit to stand in a text: no path, no marks."""
    last = handles.clean(re.split(r"[/\\]", name or "")[-1])[-LONGEST_TITLE:]
    return re.sub(r"[\[\]<>()`*_|]", " ", last).strip() or "file"


def whole(house: House, folder: str, name: str) -> Sent:
    """Return a file as it is kept. Raises NotFoundError where there is none."""
    place = _place(house, folder, name)
    try:
        content: bytes = house.aside(place.read_bytes)
    except FileNotFoundError as error:
        raise _gone() from error
    return Sent(content, _kind(content) if is_picture(name) else NO_KIND)


def small(house: House, folder: str, name: str) -> Sent:
    """Return a picture as it stands in a text, made once and kept in the cache."""
    place = _place(house, folder, name)
    if not is_picture(name):
        raise _gone()
    try:
        content: bytes = house.aside(lambda: _small(house, place))
    except FileNotFoundError as error:
        raise _gone() from error
    return Sent(content, _kind(content))


def headers(sent: Sent, title: str) -> list[tuple[str, str]]:
    """Return the headers a file is sent with: shown if a picture, else downloaded.

    Its name tells its content, so browsers keep it for a year.
    """
    how = "inline" if sent.kind != NO_KIND else "attachment"
    plain = re.sub(r"[^\w.-]", "_", title, flags=re.ASCII)
    said = f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(title, safe='')}"
    return [
        ("Content-Type", sent.kind),
        ("Content-Disposition", said),
        ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "private, max-age=31536000, immutable"),
    ]


def forget(house: House, folder: str, name: str) -> None:
    """Take a file away, with the small one."""
    place = _place(house, folder, name)

    def away() -> None:
        place.unlink(missing_ok=True)
        for made in Path(house.paths.cache, "pictures").glob(f"{place.stem}-*"):
            made.unlink(missing_ok=True)

    house.aside(away)


def _picture(house: House, folder: str, title: str, content: bytes) -> Attachment:
    made = pictures.cleaned(content, longest=LONGEST_SIDE)
    path = pictures.named(folder, made)
    place = pictures.place(house, path)
    pictures.write(place, made)
    shown = _small(house, place)
    sides = pixels.size(shown) if pixels.available() else (0, 0)
    return Attachment(path.partition("/")[2], title, len(made), True, *sides)  # noqa: FBT003 - a record


def _small(house: House, place: Path) -> bytes:
    target = Path(house.paths.cache, "pictures", f"{place.stem}-{SMALL}")
    if target.exists():
        return target.read_bytes()
    content = place.read_bytes()
    if not pixels.available():
        return content
    made = pixels.fitted(content, SMALL)
    pictures.write(target, made)
    return made


def _place(house: House, folder: str, name: str) -> Path:
    if not is_name(name):
        raise _gone()
    return pictures.place(house, f"{folder}/{name}")


def _is_picture(content: bytes) -> bool:
    try:
        kinds.kind_of(content)
    except UsageError:
        return False
    return True


def _kind(content: bytes) -> str:
    return kinds.TYPES[kinds.kind_of(content)]


def _gone() -> NotFoundError:
    return NotFoundError("There is no such file.", hint="It may have been taken away.")


def _refused(message: str, hint: str) -> UsageError:
    return UsageError(message, hint=hint, fields={"files": "has one that is refused"})
