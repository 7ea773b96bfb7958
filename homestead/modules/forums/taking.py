"""What other apps' records become here: posts on boards, polls, notes; each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.modules.forums import writing
from homestead.modules.forums.models import categories, polls, posts, reading, threads
from homestead.modules.forums.service.boards import BOARD, NOTES, belonging
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.naming import LONGEST_TITLE, title_of
from homestead.services.importing.simply_plural import values
from homestead.services.people import by_source, people

if TYPE_CHECKING:
    from homestead.core.database import Transaction
    from homestead.core.house import House
    from homestead.core.markdown.posts import Written
    from homestead.core.module import Preserved

APP = "simply-plural"
NOBODY = f"app:{APP}"
"""Who wrote what the other app does not say of."""

YESNO = ("yes", "no", "abstain", "veto")

_MARKS = re.compile(r"([\\`*_\[\]#<>|~@])")


class Taken:
    """One record becoming a post."""

    def __init__(self, house: House, kept: Preserved) -> None:
        self.house = house
        self.kept = kept
        self.record: dict[str, Any] = kept.record

    def uid(self, key: str) -> str:
        """Return who is named there, even if they are nobody here."""
        named = values.source_id(self.record.get(key))
        person = by_source(self.house, APP, named) if named else None
        return person.uid if person else (f"{APP}:{named}" if named else NOBODY)

    def text(self, key: str, markdown: str = "supportMarkdown") -> str:
        """Return a text as Markdown, whether it was written as such or not."""
        said = values.text(self.record.get(key))[
            : self.house.room("forums").setting("longest")
        ]
        plain = self.record.get(markdown) is False
        return _MARKS.sub(r"\\\1", said) if plain else said

    def at(self, *keys: str) -> int:
        """Return when it was, as near as the record tells."""
        for key in keys:
            found = values.moment(self.record.get(key))
            if found is not None:
                return found
        return values.created(self.kept.source_id) or clock.now()

    def post(
        self, tx: Transaction, columns: dict[str, Any], text: str, posted: Written
    ) -> tuple[int, int]:
        """Begin a thread with this text; return its id and the post's."""
        at = columns["created_at"]
        thread = threads.create(tx, {"last_at": at, **columns})
        row = posts.create(
            tx,
            thread,
            {
                "author": columns["starter"],
                "created_at": at,
                "written_by": f"import {APP}",
                "facets": writing.facets([columns["starter"]], posted.uploads),
                "text": text,
                **writing.looks(posted),
            },
        )
        posts.sign(tx, row["id"], [columns["starter"]])
        source = {"app": self.kept.app, "collection": self.kept.collection}
        linked = {"source_id": self.kept.source_id, "post_id": row["id"]}
        tx.insert("sources", {**source, **linked})
        return thread, row["id"]

    def is_here(self, tx: Transaction) -> bool:
        """Tell whether this record came before."""
        found = tx.value(
            "SELECT 1 FROM sources WHERE app = ? AND collection = ? AND source_id = ?",
            (self.kept.app, self.kept.collection, self.kept.source_id),
        )
        return found is not None


def board_message(house: House, kept: Preserved) -> None:
    """Put a board message on the board of whom it was written for."""
    taken = Taken(house, kept)
    writer, owner = taken.uid("writtenBy"), taken.uid("writtenFor")
    text = taken.text("message") or "…"
    posted = writing.rendered_somehow(house, text)
    person = people(house).by_uid.get(owner)
    with database(house).transaction() as tx:
        if taken.is_here(tx):
            return
        where = belonging(tx, BOARD, person) if person else _left_over(tx)
        columns = {
            "category_id": where,
            "title": _titled(taken, "title", posted.covered),
            "starter": writer,
            "private": 1,
            "created_at": taken.at("writtenAt"),
        }
        thread, _ = taken.post(tx, columns, text, posted)
        threads.join(tx, thread, dict.fromkeys([writer, owner]))
        reading.mark(tx, writer, thread, 1)
        if taken.record.get("read"):
            reading.mark(tx, owner, thread, 1)


def note(house: House, kept: Preserved) -> None:
    """Put a note among those of whose it is."""
    taken = Taken(house, kept)
    owner = taken.uid("member")
    text = taken.text("note") or "…"
    posted = writing.rendered_somehow(house, text)
    person = people(house).by_uid.get(owner)
    with database(house).transaction() as tx:
        if taken.is_here(tx):
            return
        where = belonging(tx, NOTES, person) if person else _left_over(tx)
        columns = {
            "category_id": where,
            "title": _titled(taken, "title", posted.covered),
            "starter": owner,
            "private": int(person is None),
            "created_at": taken.at("date"),
        }
        thread, _ = taken.post(tx, columns, text, posted)
        reading.mark(tx, owner, thread, 1)


def poll(house: House, kept: Preserved) -> None:
    """Make a thread of a poll, with every vote and what was said with it."""
    taken = Taken(house, kept)
    text = taken.text("desc", "supportDescMarkdown") or taken.text("name") or "…"
    posted = writing.rendered_somehow(house, text)
    with database(house).transaction() as tx:
        if taken.is_here(tx):
            return
        at = taken.at()
        columns = {
            "category_id": _left_over(tx),
            "title": _titled(taken, "name", posted.covered),
            "starter": NOBODY,
            "created_at": at,
        }
        thread, post = taken.post(tx, columns, text, posted)
        _answers(tx, taken, post, at)
        # What was asked long ago is news to nobody.
        for person in people(house).by_handle.values():
            reading.mark(tx, person.uid, thread, 1)


def _answers(tx: Transaction, taken: Taken, post: int, at: int) -> None:
    """Write down a poll's options and its votes."""
    votes = [each for each in _list(taken.record.get("votes")) if "vote" in each]
    custom = bool(taken.record.get("custom"))
    options = _options(taken.record, votes, custom=custom)
    columns = {
        "post_id": post,
        "question": _titled(taken, "name", "Poll"),
        "kind": "single" if custom else "yesno",
        "closes_at": values.moment(taken.record.get("endTime")),
    }
    made, ids = polls.create(tx, columns, options.items())
    numbers = dict(zip(options, ids, strict=True))
    for each in votes:
        voter = Taken(taken.house, taken.kept._replace(record=each)).uid("id")
        tx.run(
            "INSERT INTO poll_votes (poll_id, option_id, who, comment, at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                *(made, numbers[_voted(each, custom=custom)], voter),
                *(values.text(each.get("comment")), at),
            ),
        )


def _options(
    record: dict[str, Any], votes: list[dict[str, Any]], *, custom: bool
) -> dict[str, str | None]:
    """Return what could be voted for, with its colour; whatever was voted is there."""
    if custom:
        given = _list(record.get("options"))
        found = {
            values.line(one.get("name")): values.color(one.get("color"))
            for one in given
        }
    else:
        found = dict.fromkeys(YESNO)
    return found | {
        vote: None
        for vote in (_voted(each, custom=custom) for each in votes)
        if vote not in found
    }


def _voted(vote: dict[str, Any], *, custom: bool) -> str:
    word = values.line(vote.get("vote"))
    return word if custom else word.lower()


def _list(value: Any) -> list[dict[str, Any]]:
    found = value if isinstance(value, list) else []
    return [each for each in found if isinstance(each, dict)]


def _titled(taken: Taken, key: str, text: str) -> str:
    return title_of(values.line(taken.record.get(key))[:LONGEST_TITLE], text)


def _left_over(tx: Transaction) -> int:
    """Return the category for what has no place of its own here."""
    found = tx.value("SELECT id FROM categories WHERE uid = ?", (APP,))
    if found is not None:
        return int(found)
    return categories.create(
        tx,
        {
            "uid": APP,
            "name": "From Simply Plural",
            "description": "Polls, and messages to those who are not here any more.",
        },
    )
