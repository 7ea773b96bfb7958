"""What happened in the forums that an alter should know of, who was away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.module import Happened, Waiting
from homestead.modules.forums import service
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import reading
from homestead.modules.forums.service.finding import database
from homestead.services.people import people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.house import House

MOST = 20


def since(house: House, alter: str, moment: int) -> Iterator[Happened]:
    """Yield what waits for an alter: mentions of them, then threads with news.

    Only what happened after `moment` and is unread still.
    """
    person = people(house).by_handle.get(alter)
    if person is None:
        return
    viewer = viewing.seen_as(house, person)
    base = database(house)
    for row in reading.mentions(base, viewer, None, MOST):
        if row["seen_at"] is None and row["created_at"] > moment:
            by = viewer.people.told(row["author"])["name"]
            where = f"/{row['thread_id']}/{row['id']}"
            said = f"{by} mentions you in “{row['title']}”."
            yield Happened(row["created_at"], said, where)
    for row in reading.unread(base, viewer)[:MOST]:
        if row["last_at"] > moment:
            count = row["posts"] - row["read_to"]
            new = "1 new post" if count == 1 else f"{count} new posts"
            said = f"“{row['title']}”: {new}."
            yield Happened(row["last_at"], said, f"/{row['id']}?page=new")


def waits(house: House) -> Iterator[Waiting]:
    """Yield how many threads and mentions wait for whoever asks."""
    told = service.waiting(house)
    if told["mentions"]:
        count = told["mentions"]
        said = "1 mention" if count == 1 else f"{count} mentions"
        yield Waiting(f"{said} of {told['reader']['name']}", "/mentions", "at-sign")
    if told["unread"]:
        count = f"{told['unread']}{'+' if told['many'] else ''}"
        said = "1 thread" if told["unread"] == 1 else f"{count} threads"
        who = told["reader"]["name"]
        yield Waiting(f"{said} with something new for {who}", "/", "messages-square")
