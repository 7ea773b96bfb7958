"""Rows as the JSON that scripts and pages read, as far as the viewer may know."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.core.errors import NotFoundError
from homestead.core.markdown.posts import VERSION
from homestead.core.markdown.surroundings import settled
from homestead.modules.forums import writing
from homestead.modules.forums.models import polls, posts, reading, votes
from homestead.modules.forums.polling import Polls
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.modules.forums.viewer import Viewer

Told = dict[str, Any]


class Telling:
    """Tells rows to one viewer; what several rows have in common is looked up once."""

    def __init__(self, house: House, reader: Reader, viewer: Viewer) -> None:
        self.house = house
        self.reader = reader
        self.viewer = viewer
        self.writes = viewer.system and access.may(house.asker, "post.write")
        self._zone = house.zone
        self._known: dict[str, Told] = {}
        self._may_be: dict[str, bool] = {}

    def who(self, uid: str) -> Told:
        """Return who that is."""
        if uid not in self._known:
            self._known[uid] = self.viewer.told(uid)
        return self._known[uid]

    def may_be(self, uid: str) -> bool:
        """Tell whether the asker may act as that alter, and write."""
        if uid not in self._may_be:
            person = self.viewer.people.by_uid.get(uid)
            self._may_be[uid] = (
                person is not None
                and self.writes
                and access.may_act_as(self.house.asker, person.id)
            )
        return self._may_be[uid]

    def at(self, moment: int | None, name: str = "at") -> Told:
        """Return a moment for scripts and, in the home's time zone, for people."""
        if moment is None:
            return {name: None, f"{name}_local": None}
        return {
            name: clock.iso(moment),
            f"{name}_local": when.wall(moment, self._zone),
        }

    def thread(self, row: sqlite3.Row) -> Told:
        """Return a thread as it stands in a list."""
        read_to = (row["read_to"] or 0) if self.viewer.reader else row["posts"]
        return {
            "thread": row["id"],
            "title": row["title"],
            "category": {
                "category": row["category_id"],
                "kind": row["kind"],
                "name": row["category"],
                "color": row["color"],
                "owner": self.who(row["owner"]) if row["owner"] else None,
            },
            "starter": self.who(row["starter"]),
            "private": bool(row["private"]),
            "pinned": bool(row["pinned"]),
            "locked": row["locked_at"] is not None,
            "hidden": row["hidden_at"] is not None,
            "shared_with_guests": bool(row["guests"]) and not row["private"],
            "posts": row["posts"],
            "unread": max(0, row["posts"] - read_to),
            "read_to": read_to,
            **self.at(row["created_at"], "created"),
            **self.at(row["last_at"], "last"),
        }

    def posts(self, rows: Sequence[sqlite3.Row], read_to: int = 0) -> list[Told]:
        """Return posts with everything that is shown of them."""
        return Page(self, rows, read_to).told() if rows else []

    def beginning(self, row: sqlite3.Row) -> Told:
        """Return a post as it stands in a list of finds: its first words."""
        return {
            "post": row["id"],
            "thread": row["thread_id"],
            "title": row["title"],
            "author": self.who(row["author"]),
            "excerpt": row["excerpt"],
            **self.at(row["created_at"]),
        }

    def prefix(self, module: str) -> str | None:
        """Return where a module answers; None: it is not open."""
        try:
            return str(self.house.rooms.url(module)).rstrip("/")
        except NotFoundError:
            return None


class Page:
    """Posts shown together: what belongs to them is asked for once for all."""

    def __init__(
        self, telling: Telling, rows: Sequence[sqlite3.Row], read_to: int
    ) -> None:
        self._telling = telling
        self._rows = rows
        self._read_to = read_to
        reader, ids = telling.reader, [row["id"] for row in rows]
        parents = [row["parent_id"] for row in rows if row["parent_id"]]
        self._authors = posts.authors(reader, ids)
        self._answered = posts.answered(reader, parents) if parents else {}
        self._votes = _by_post(votes.votes(reader, ids))
        self._reactions = _by_post(votes.reactions(reader, ids))
        self._polls = Polls(telling, polls.of(reader, ids))
        me = telling.viewer.reader
        self._kept = reading.kept(reader, me, ids) if me else set()

    def told(self) -> list[Told]:
        """Return them all."""
        return [self._post(row) for row in self._rows]

    def _post(self, row: sqlite3.Row) -> Told:
        telling, me = self._telling, self._telling.viewer.reader
        authors = self._authors[row["id"]]
        mine = any(map(telling.may_be, authors))
        moderates = telling.viewer.moderates
        shown = row["deleted_at"] is None and (row["hidden_at"] is None or moderates)
        return {
            "post": row["id"],
            "thread": row["thread_id"],
            "number": row["seq"],
            "depth": row["depth"],
            "parent": self._parent(row),
            "replies": row["replies"],
            "authors": [telling.who(uid) for uid in authors],
            "fronting": self._fronting(row),
            "new": bool(me) and row["seq"] > self._read_to,
            "mine": me in authors,
            "bookmarked": row["id"] in self._kept,
            "version": row["version"],
            "deleted": row["deleted_at"] is not None,
            "deleted_by": row["deleted_by"] and telling.who(row["deleted_by"]),
            "hidden": row["hidden_at"] is not None,
            "may_edit": mine and row["deleted_at"] is None,
            "may_delete": mine or moderates,
            "may_restore": (mine or moderates) and row["purged_at"] is None,
            "edited_by": row["edited_by"] and telling.who(row["edited_by"]),
            **telling.at(row["created_at"]),
            **telling.at(row["edited_at"], "edited"),
            **(self._said(row) if shown else _unsaid()),
        }

    def _said(self, row: sqlite3.Row) -> Told:
        """Return what a post says, and what others think of it."""
        me = self._telling.viewer.reader
        cast = self._votes[row["id"]]
        return {
            "text": row["text"],
            "html": html(self._telling, row),
            "poll": self._polls.told(row["id"]),
            "score": row["score"],
            "up": [
                self._telling.who(each["who"]) for each in cast if each["value"] > 0
            ],
            "down": [
                self._telling.who(each["who"]) for each in cast if each["value"] < 0
            ],
            "my_vote": next((each["value"] for each in cast if each["who"] == me), 0),
            "reactions": self._reacted(row["id"]),
        }

    def _reacted(self, post: int) -> list[Told]:
        told: dict[str, list[str]] = defaultdict(list)
        for each in self._reactions[post]:
            told[each["emoji"]].append(each["who"])
        me = self._telling.viewer.reader
        return [
            {
                "emoji": emoji,
                "who": [self._telling.who(uid) for uid in uids],
                "mine": me in uids,
            }
            for emoji, uids in told.items()
        ]

    def _parent(self, row: sqlite3.Row) -> Told | None:
        above = self._answered.get(row["parent_id"])
        if above is None or above["thread_id"] != row["thread_id"]:
            return None
        return {
            "post": above["id"],
            "number": above["seq"],
            "author": self._telling.who(above["author"]),
            "deleted": bool(above["gone"]),
        }

    def _fronting(self, row: sqlite3.Row) -> list[Told]:
        """Return who was at the front when it was written; guests are not told."""
        if not self._telling.viewer.system:
            return []
        return [
            {**self._telling.who(uid), "tier": tier}
            for uid, tier in json.loads(row["fronting"])
        ]


def html(telling: Telling, row: sqlite3.Row) -> str:
    """Return what a post looks like: as it was kept, or made anew if that is old."""
    kept = row["html"]
    if row["renderer"] != VERSION:
        kept = str(writing.rendered_somehow(telling.house, row["text"]).html)
    return settled(kept, telling.prefix)


def _unsaid() -> Told:
    return {
        "text": "",
        "html": "",
        "poll": None,
        "score": 0,
        "up": [],
        "down": [],
        "my_vote": 0,
        "reactions": [],
    }


def _by_post(rows: list[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        found[row["post_id"]].append(row)
    return found
