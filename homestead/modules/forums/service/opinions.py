"""What others think of a post: votes, reactions, answers to its poll."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConflictError, NotPermittedError, UsageError
from homestead.modules.forums import polling
from homestead.modules.forums import posting_rules as rules
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import polls, posts, votes
from homestead.modules.forums.service.finding import database, writable
from homestead.modules.forums.service.finding import post as find
from homestead.modules.forums.service.finding import thread as find_thread
from homestead.modules.forums.service.noting import announce
from homestead.modules.forums.service.posts import post_show
from homestead.services import access

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from homestead.core.database import Transaction
    from homestead.core.house import House
    from homestead.services.people import Person

MOST_REACTIONS = 20
LONGEST_EMOJI = 16
LONGEST_COMMENT = 1000

_PICTURED = frozenset(("So", "Sk", "Sm", "Me"))
"""The Unicode categories of what emoji show."""

_PARTS = frozenset("0123456789#*\u200d\ufe0f")


def vote(
    house: House, *, post: int, value: int, alter: str | None = None
) -> dict[str, Any]:
    """Vote for (1) or against (-1) a post, or take the vote back (0), as an alter.

    Returns the post.
    """
    if value not in (-1, 0, 1):
        raise UsageError("A vote is 1, -1, or 0 to take it back.")
    person = viewing.writer(house, alter)
    with database(house).transaction() as tx:
        _standing(house, tx, post, person)
        votes.vote(tx, post, person.uid, value)
    return post_show(house, post=post, reader=person.handle)


def react(
    house: House, *, post: int, emoji: str, alter: str | None = None
) -> dict[str, Any]:
    """React to a post with an emoji, as an alter; the same again takes it back.

    Returns the post.
    """
    person = viewing.writer(house, alter)
    sign = _emoji(emoji)
    with database(house).transaction() as tx:
        _standing(house, tx, post, person)
        there = votes.react(tx, post, person.uid, sign)
        if there and votes.kinds(tx, post) > MOST_REACTIONS:
            raise UsageError(f"A post has at most {MOST_REACTIONS} kinds of reactions.")
    return post_show(house, post=post, reader=person.handle)


def poll_create(house: House, *, post: int, poll: Mapping[str, Any]) -> dict[str, Any]:
    """Ask something in a post of one's own that asks nothing yet. Returns the post.

    `{"question", "kind": "single"|"multiple"|"yesno", "options": [texts], "hidden":
    until it is over, "closes": "2026-12-24 18:00"}`.
    """
    asked = polling.checked(house, poll)
    with database(house).transaction() as tx:
        _own(house, tx, post, moderating=False)
        if polls.row(tx, post) is not None:
            raise ConflictError("That post asks something already.")
        polls.create(tx, {"post_id": post, **asked.columns}, asked.options)
    return post_show(house, post=post)


def poll_vote(
    house: House,
    *,
    post: int,
    options: Sequence[int],
    comment: str = "",
    alter: str | None = None,
) -> dict[str, Any]:
    """Answer the poll in a post as an alter; no options take the answer back.

    Returns the post. Raises ConflictError when the poll is over.
    """
    person = viewing.writer(house, alter)
    if len(comment) > LONGEST_COMMENT:
        raise UsageError(f"A comment has at most {LONGEST_COMMENT} letters.")
    with database(house).transaction() as tx:
        _standing(house, tx, post, person)
        row = _poll(tx, post)
        if not polling.is_open(row):
            raise ConflictError("This poll is over.")
        chosen = _chosen(tx, row, options)
        polls.answer(tx, row["id"], person.uid, chosen, comment.strip())
    return post_show(house, post=post, reader=person.handle)


def poll_close(house: House, *, post: int, closed: bool = True) -> dict[str, Any]:
    """Let nobody answer a poll any more, or again: who asked, or an owner."""
    with database(house).transaction() as tx:
        _own(house, tx, post, moderating=True)
        row = _poll(tx, post)
        columns: dict[str, Any] = {"closed_at": clock.now() if closed else None}
        if not closed and row["closes_at"] and row["closes_at"] <= clock.now():
            columns["closes_at"] = None
        polls.change(tx, row["id"], columns)
    return post_show(house, post=post)


def _standing(house: House, tx: Transaction, post: int, person: Person) -> None:
    """See that somebody may say what they think of a post, and tell that they did."""
    viewer = viewing.seen_as(house, person)
    row = find(house, tx, post, viewer)
    if row["deleted_at"] is not None or row["hidden_at"] is not None:
        raise viewing.gone("post")
    thread = writable(find_thread(house, tx, row["thread_id"], viewer))
    facts = {"thread": thread["id"], "private": thread["private"]}
    announce(tx, house, "post.changed", **facts)


def _own(house: House, tx: Transaction, post: int, *, moderating: bool) -> None:
    """See that a post is the asker's, or that they look after all of them."""
    access.require(house.asker, "post.write")
    viewer = viewing.viewer(house)
    row = find(house, tx, post, viewer)
    mine = rules.mine(house, posts.authors(tx, [post])[post], viewer)
    if row["deleted_at"] is not None:
        raise viewing.gone("post")
    if not mine and not (moderating and viewer.moderates):
        raise NotPermittedError("Only those who wrote a post do that.")
    thread = find_thread(house, tx, row["thread_id"], viewer)
    facts = {"thread": thread["id"], "private": thread["private"]}
    announce(tx, house, "post.changed", **facts)


def _poll(tx: Transaction, post: int) -> sqlite3.Row:
    row = polls.row(tx, post)
    if row is None:
        raise viewing.gone("poll")
    return row


def _chosen(tx: Transaction, poll: sqlite3.Row, options: Sequence[int]) -> list[int]:
    """Return the options somebody chose, if one may choose so."""
    known = {row["id"] for row in polls.options(tx, poll["id"])}
    chosen = list(dict.fromkeys(options))
    if not known.issuperset(chosen):
        raise UsageError("That is no option of this poll.")
    if len(chosen) > 1 and poll["kind"] != polling.MULTIPLE:
        raise UsageError("Choose one: this poll takes one answer of each.")
    return chosen


def _emoji(text: str) -> str:
    """Return an emoji. Raises UsageError for anything else."""
    sign = text.strip()
    pictured = [_is_pictured(each) for each in sign]
    if len(sign) <= LONGEST_EMOJI and any(pictured):
        rest = (each for each, is_ in zip(sign, pictured, strict=True) if not is_)
        if all(map(_joins, rest)):
            return sign
    raise UsageError("One reacts with one emoji.", fields={"emoji": "is none"})


def _is_pictured(letter: str) -> bool:
    return not letter.isascii() and unicodedata.category(letter) in _PICTURED


def _joins(letter: str) -> bool:
    """Tell whether a letter may be part of an emoji: joiners, variants, keys, tags."""
    tag = 0xE0020 <= ord(letter) <= 0xE007F  # noqa: PLR2004 - the tags of flags
    return letter in _PARTS or tag
