"""What people say about a front: comments, added, changed and taken back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import NotFoundError, UsageError
from homestead.services import access, changes, details, stale
from homestead.services.fronts import pages, record
from homestead.services.fronts.moments import moment

if TYPE_CHECKING:
    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.changes import Change
    from homestead.services.fronts import When


def comment(
    house: House, *, front: int, text: str, at: When | None = None
) -> dict[str, Any]:
    """Say something about the front with that id, now or as of `at`.

    Returns `{"front": {…}, "comment": id, "change": id}`.
    """
    access.require(house.asker, "record.edit")
    with changes.recording(house, "front.comment", "Comment added") as change:
        record.found(house, change.tx, front)
        now = clock.now()
        number = change.insert(
            "front_comments",
            {
                "uid": os.urandom(16).hex(),
                "front_id": front,
                "at": now if at is None else moment(house, at),
                "text": _words(text),
                "created_at": now,
            },
        )
        return _done(house, change, front, number)


def comment_edit(
    house: House, *, comment: int, text: str, was: str | None = None
) -> dict[str, Any]:
    """Change the words of the comment with that id. Returns as `comment` does.

    ConflictError if `was` is given and its `version` is another by now.
    """
    access.require(house.asker, "record.edit")
    with changes.recording(house, "front.comment_edit", "Comment changed") as change:
        front = _front_of(change.tx, comment)
        old = pages.words(change.tx, comment)
        stale.refuse(was, stale.version(old), "comment")
        change.update("front_comments", comment, {"text": _words(text)})
        return _done(house, change, front, comment)


def uncomment(house: House, *, comment: int) -> dict[str, Any]:
    """Take the comment with that id back; undo brings it back."""
    access.require(house.asker, "record.edit")
    with changes.recording(house, "front.uncomment", "Comment deleted") as change:
        front = _front_of(change.tx, comment)
        change.update("front_comments", comment, {"deleted_at": clock.now()})
        return _done(house, change, front, comment)


def _words(text: str) -> str:
    words = details.text(text, "text")
    if not words:
        raise UsageError("A comment needs words.")
    return words


def _front_of(reader: Reader, comment: int) -> int:
    front = pages.commented(reader, comment)
    if front is None:
        raise NotFoundError(
            f"There is no comment {comment}.",
            hint="`homestead history show NUMBER` shows each comment with its number.",
        )
    return front


def _done(house: House, change: Change, front: int, comment: int) -> dict[str, Any]:
    entry = record.entry(house, change.tx, front)
    result = {"front": entry, "comment": comment, "change": change.id}
    change.emit("front.changed", result)
    return result
