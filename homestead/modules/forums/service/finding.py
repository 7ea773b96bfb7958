"""What a number means to who looks: a thread, post, category; or that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.errors import NotFoundError, NotPermittedError, RefusedError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import categories, posts, threads
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Database, Reader
    from homestead.core.house import House
    from homestead.modules.forums.viewer import Viewer


def database(house: House) -> Database:
    """Return the database of the forums."""
    found: Database = house.room("forums").database
    return found


def thread(house: House, reader: Reader, number: int, viewer: Viewer) -> sqlite3.Row:
    """Return a thread that somebody may see.

    Raises NotFoundError; NotPermittedError where the asker may act as somebody who
    sees it.
    """
    found = threads.found(reader, number, viewer)
    if found is not None:
        return found
    row = threads.row(reader, number)
    if row is None:
        raise viewing.gone("thread")
    _say_where_it_went(reader, row, viewer)
    _say_who_sees_it(house, reader, row, viewer)
    raise viewing.gone("thread")


def post(house: House, reader: Reader, number: int, viewer: Viewer) -> sqlite3.Row:
    """Return a post that somebody may see. Raises what `thread` does."""
    found = posts.found(reader, number, viewer)
    if found is not None:
        return found
    row = posts.row(reader, number)
    if row is None:
        raise viewing.gone("post")
    thread(house, reader, row["thread_id"], viewer)
    raise viewing.gone("post")


def category(reader: Reader, number: int, viewer: Viewer) -> sqlite3.Row:
    """Return a category that somebody may see. Raises NotFoundError."""
    found = categories.found(reader, number, viewer)
    if found is None:
        raise viewing.gone("category")
    return found


def writable(row: sqlite3.Row) -> sqlite3.Row:
    """Return a thread one may write in. Raises RefusedError for any other."""
    if row["locked_at"] is not None:
        raise RefusedError(
            "This thread is locked: nobody writes in it any more.",
            hint="What you wrote is kept as a draft.",
        )
    if row["category_archived_at"] is not None:
        raise RefusedError(
            f"{row['category']} is archived: it can only be read.",
            hint="What you wrote is kept as a draft.",
        )
    return row


def _say_where_it_went(reader: Reader, row: sqlite3.Row, viewer: Viewer) -> None:
    """Raise NotFoundError naming the thread that this one has become part of."""
    into = row["merged_into"] and threads.found(reader, row["merged_into"], viewer)
    if into:
        raise NotFoundError(
            f"This thread is part of “{into['title']}” now.",
            hint=f"Open #{into['id']}.",
            fields={"thread": str(into["id"])},
        )


def _say_who_sees_it(
    house: House, reader: Reader, row: sqlite3.Row, viewer: Viewer
) -> None:
    """Raise NotPermittedError naming as whom the asker could read this."""
    if not viewer.system:
        return
    for person in viewer.people.everybody:
        if not person.is_alter or not access.may_act_as(house.asker, person.id):
            continue
        if threads.found(reader, row["id"], viewing.seen_as(house, person)):
            raise NotPermittedError(
                "This is not for whoever you are here as now.",
                hint=f"Act as {person.name} to read it.",
                fields={"reader": person.handle},
            )
