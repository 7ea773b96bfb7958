"""Files added to posts: kept by their content, shown to who sees a post with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core.errors import UsageError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import files as models
from homestead.modules.forums.models.files import FOLDER
from homestead.modules.forums.service.finding import database
from homestead.services import access, attachments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.house import House, NamedFile

MOST_FILES = 20


class File(NamedTuple):
    """A file as it is sent: `kind` is its content type, `title` what it is called."""

    content: bytes
    kind: str
    title: str
    picture: bool

    @property
    def headers(self) -> list[tuple[str, str]]:
        """What it is sent with: pictures are shown, all else is downloaded."""
        return attachments.headers(self.sent, self.title)

    @property
    def sent(self) -> attachments.Sent:
        """Its bytes and what they are."""
        return attachments.Sent(self.content, self.kind)


def file_add(
    house: House, *, files: Sequence[NamedFile], alter: str | None = None
) -> dict[str, Any]:
    """Keep files for a post that is being written.

    Pictures are made anew from their pixels; anything else is only ever handed out to
    be downloaded. Returns `{"files": [{"name", "title", "picture", "bytes",
    "width", "height", "markdown"}]}`: "markdown" is what to write into the post.
    """
    person = viewing.writer(house, alter)
    if not 0 < len(files) <= MOST_FILES:
        raise UsageError(
            f"Choose 1 to {MOST_FILES} files.", fields={"files": "are none or too many"}
        )
    kept = [attachments.keep(house, FOLDER, file) for file in files]
    with database(house).transaction() as tx:
        for each in kept:
            models.add(tx, {**each._asdict(), "added_by": person.uid})
    return {"files": [{**each._asdict(), "markdown": each.markdown} for each in kept]}


def content(house: House, name: str, *, small: bool = False) -> File:
    """Return a file as it is sent; a picture as it stands in posts if `small`.

    Raises NotFoundError for what is not there, or in no post one may see.
    """
    viewer = viewing.viewer(house)
    base = database(house)
    row = models.row(base, name) if attachments.is_name(name) else None
    if row is None or not (
        models.is_shown(base, name, viewer) or _is_own(house, row["added_by"], viewer)
    ):
        raise viewing.gone("file")
    give = attachments.small if small else attachments.whole
    sent = give(house, FOLDER, name)
    return File(sent.content, sent.kind, row["title"], bool(row["picture"]))


def _is_own(house: House, added_by: str, viewer: viewing.Viewer) -> bool:
    """Tell whether the asker may act as who added a file: it is in their draft."""
    person = viewer.people.by_uid.get(added_by)
    return (
        viewer.system
        and person is not None
        and access.may_act_as(house.asker, person.id)
    )
