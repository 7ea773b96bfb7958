"""Files added to posts: kept by their content, shown to who sees a post with them."""

from __future__ import annotations

import hashlib
import re
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import handles
from homestead.core.errors import UsageError
from homestead.core.pictures import kinds
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import files as models
from homestead.modules.forums.service.finding import database
from homestead.services import access, pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.house import House, NamedFile

MOST_FILES = 20
MOST_BYTES = pictures.MOST_BYTES
LONGEST_TITLE = 120
FOLDER = "forums"

_NAME = re.compile(r"[0-9a-f]{64}\.(?:png|jpg|gif|webp|bin)", re.ASCII)
_DOWNLOAD = "application/octet-stream"


class File(NamedTuple):
    """A file as it is sent: `kind` is its content type, `title` what it is called."""

    content: bytes
    kind: str
    title: str
    picture: bool


def file_add(
    house: House, *, files: Sequence[NamedFile], alter: str | None = None
) -> dict[str, Any]:
    """Keep files for a post that is being written.

    Pictures are made anew from their pixels; anything else is only ever handed out to
    be downloaded. Returns `{"files": [{"name", "title", "picture", "bytes",
    "markdown"}]}`: "markdown" is what to write into the post.
    """
    person = viewing.writer(house, alter)
    if not 0 < len(files) <= MOST_FILES:
        raise UsageError(
            f"Choose 1 to {MOST_FILES} files.", fields={"files": "are none or too many"}
        )
    kept = [_kept(house, file) for file in files]
    with database(house).transaction() as tx:
        for each in kept:
            models.add(tx, {**each, "added_by": person.uid})
    return {"files": [{**each, "markdown": _markdown(each)} for each in kept]}


def content(house: House, name: str, *, side: int | None = None) -> File:
    """Return a file as it is sent; a picture as a square of `side` pixels if given.

    Raises NotFoundError for what is not there, or in no post one may see.
    """
    viewer = viewing.viewer(house)
    base = database(house)
    row = models.row(base, name) if _NAME.fullmatch(name) else None
    if row is None or not (
        models.is_shown(base, name, viewer) or _is_own(house, row["added_by"], viewer)
    ):
        raise viewing.gone("file")
    path = f"{FOLDER}/{name}"
    if not row["picture"]:
        place = pictures.place(house, path)
        found: bytes = house.aside(place.read_bytes)
        return File(found, _DOWNLOAD, row["title"], picture=False)
    if side is None:
        shown, kind = house.aside(lambda: pictures.content(house, path))
    else:
        shown, kind = pictures.shown(house, path, side)
    return File(shown, kind, row["title"], picture=True)


def _is_own(house: House, added_by: str, viewer: viewing.Viewer) -> bool:
    """Tell whether the asker may act as who added a file: it is in their draft."""
    person = viewer.people.by_uid.get(added_by)
    return (
        viewer.system
        and person is not None
        and access.may_act_as(house.asker, person.id)
    )


def _kept(house: House, file: NamedFile) -> dict[str, Any]:
    """Store one file; return what is noted of it."""
    given: bytes = house.aside(lambda: file.file.read(MOST_BYTES + 1))
    title = handles.clean(re.split(r"[/\\]", file.name or "")[-1])[-LONGEST_TITLE:]
    title = re.sub(r"[\[\]<>()`*_|]", " ", title).strip() or "file"
    if len(given) > MOST_BYTES:
        raise UsageError(
            f"{title} is larger than {MOST_BYTES // 1024 // 1024} MB.",
            hint="Make it smaller first.",
            fields={"files": "has one that is too large"},
        )
    if not given:
        raise UsageError(f"{title} is empty.", fields={"files": "has an empty one"})
    if _is_picture(given):
        return _picture(house, given, title)
    name = f"{hashlib.sha256(given).hexdigest()}.bin"
    place = pictures.place(house, f"{FOLDER}/{name}")
    house.aside(lambda: pictures.write(place, given))
    return {"name": name, "title": title, "picture": False, "bytes": len(given)}


def _picture(house: House, given: bytes, title: str) -> dict[str, Any]:
    def store() -> dict[str, Any]:
        made = pictures.cleaned(given)
        path = pictures.named(FOLDER, made)
        pictures.write(pictures.place(house, path), made)
        name = path.partition("/")[2]
        return {"name": name, "title": title, "picture": True, "bytes": len(made)}

    # As with those of alters: a large one takes 350 MB while it is decoded.
    with house.kept("pictures", Lock):
        kept: dict[str, Any] = house.aside(store)
    return kept


def _is_picture(given: bytes) -> bool:
    try:
        kinds.kind_of(given)
    except UsageError:
        return False
    return True


def _markdown(kept: dict[str, Any]) -> str:
    mark = "!" if kept["picture"] else ""
    return f"{mark}[{kept['title']}](files/{kept['name']})"
