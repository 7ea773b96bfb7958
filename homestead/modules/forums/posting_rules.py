"""What must hold before a post is written, answered or edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import ConflictError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums import writing
from homestead.modules.forums.models import posts
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.core.markdown.posts import Written
    from homestead.modules.forums.viewer import Viewer


def answerable(reader: Reader, post: int, thread: int) -> int:
    """Return a post that may be answered in that thread: one that stands there."""
    row = posts.row(reader, post)
    if row is None or row["thread_id"] != thread:
        raise viewing.gone("post in this thread")
    return int(row["id"])


def mine(house: House, authors: Sequence[str], viewer: Viewer) -> list[str]:
    """Return those of the authors as whom the asker may act."""
    people = viewer.people.by_uid
    return [
        uid
        for uid in authors
        if uid in people and access.may_act_as(house.asker, people[uid].id)
    ]


def refuse_stale(row: sqlite3.Row, version: int) -> None:
    """Raise ConflictError, with both versions, if a post was edited meanwhile."""
    if row["version"] == version:
        return
    raise ConflictError(
        "This post was edited meanwhile.",
        hint="See what it says now, put both together, and save again.",
        fields={"theirs": row["text"], "version": str(row["version"])},
    )


def rendered_columns(
    text: str, posted: Written, authors: Sequence[str]
) -> dict[str, Any]:
    """Return the columns that follow from a post's text."""
    return {
        "text": text,
        "facets": writing.facets(authors, posted.uploads),
        **writing.looks(posted),
    }
