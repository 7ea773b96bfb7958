"""Searching: what was written, by whom, where and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from homestead.core import handles
from homestead.core.errors import UsageError
from homestead.modules.forums import moments, pieces, seeking
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import categories, searching
from homestead.modules.forums.models.searching import Sought
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.telling import Telling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.house import House
    from homestead.modules.forums.viewer import Viewer

SIZE = 20
LONGEST = 300
MOST_WORDS = 12
HAS = ("picture", "file")

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def search(
    house: House,
    *,
    words: str = "",
    page: int = 1,
    newest: bool = False,
    older: int | None = None,
    thread: int | None = None,
    reader: str | None = None,
) -> dict[str, Any]:
    """Return what fits: `{"posts", "threads", "people", "categories", "meant", …}`.

    `words` may say `author:yuki`, `in:general` (a category), `after:2026-01-01`,
    `before:2026-02-01`, `has:picture`; names need not be spelt well: "meant" tells who
    was understood. Posts come best first, or the `newest` first, 20 on each of "pages";
    where there are still older ones, "older" is what to ask for next. "piece" is HTML
    with what was found in `<mark>`.
    """
    viewer = viewing.viewer(house, reader)
    base = database(house)
    telling = Telling(house, base, viewer)
    sought, meant = _understood(house, telling, words[:LONGEST])
    sought = sought._replace(thread=thread)
    found = _found(base, viewer, sought, older)
    ordered = found if newest or not sought.words else _ranked(base, sought, found)
    pages = max(1, -(-len(ordered) // SIZE))
    number = max(1, min(page, pages))
    chosen = ordered[(number - 1) * SIZE : number * SIZE]
    alone = thread is None and number == 1 and older is None
    return {
        "posts": _posts(telling, sought, chosen),
        "page": number,
        "pages": pages,
        "found": len(found),
        "older": min(found) if len(found) == searching.RANKED else None,
        "threads": _threads(telling, sought) if alone else [],
        "people": _people(viewer, sought) if alone else [],
        "categories": _categories(telling, sought) if alone else [],
        "meant": meant,
    }


def _found(base: Any, viewer: Viewer, sought: Sought, older: int | None) -> list[int]:
    """Return the posts that fit; where few do, those too that go on from there."""
    if not _asks(sought):
        return []
    found = searching.posts(base, viewer, sought, older)
    if len(found) >= SIZE or not sought.words:
        return found
    return searching.posts(base, viewer, sought._replace(begun=True), older)


def _asks(sought: Sought) -> bool:
    return sought._replace(thread=None) != Sought()


def _ranked(base: Any, sought: Sought, found: Sequence[int]) -> list[int]:
    """Return the finds, the best first; of equally good ones the newest."""
    if not found:
        return []
    wanted = pieces.tokens(sought.words)
    scores = {
        post: pieces.score(text, wanted)
        for post, text in searching.texts(base, found).items()
    }
    return sorted(found, key=lambda post: (-round(scores.get(post, 0), 2), -post))


def _understood(
    house: House, telling: Telling, text: str
) -> tuple[Sought, dict[str, Any]]:
    """Return what is searched for, and how its names were understood."""
    plain, given = seeking.split(handles.clean(text))
    words = _WORD.findall(plain)
    sought = Sought(words=tuple(words[:MOST_WORDS]))
    meant: dict[str, Any] = {}
    if "author" in given:
        uid = _author(telling.viewer, given["author"])
        sought = sought._replace(author=uid)
        meant["author"] = telling.who(uid) if uid else None
    if "in" in given:
        row = _category(telling, given["in"])
        sought = sought._replace(category=row["id"] if row else 0)
        meant["in"] = row and {"category": row["id"], "name": row["name"]}
    if "has" in given:
        if given["has"] not in HAS:
            raise UsageError(f"A post has: or has not: {', '.join(HAS)}.")
        sought = sought._replace(has=given["has"])
    if "after" in given:
        sought = sought._replace(since=moments.beginning(house, given["after"]))
    if "before" in given:
        sought = sought._replace(until=moments.beginning(house, given["before"]))
    return sought, meant


def _author(viewer: Viewer, word: str) -> str:
    """Return the uid of who is meant; "" for nobody, who wrote nothing."""
    known = viewer.people.by_handle.get(word.casefold())
    if known is None:
        known = next(iter(viewer.people.near(word)), None)
    hidden = known is not None and not viewer.system and not known.public
    return known.uid if known is not None and not hidden else ""


def _category(telling: Telling, word: str) -> sqlite3.Row | None:
    rows = categories.listed(telling.reader, telling.viewer)
    names = {row["name"]: row for row in rows}
    near = handles.suggest(word, names)
    return names.get(word) or (names[near[0]] if near else None)


def _posts(
    telling: Telling, sought: Sought, chosen: Sequence[int]
) -> list[dict[str, Any]]:
    if not chosen:
        return []
    rows = searching.shown(telling.reader, chosen)
    wanted = pieces.tokens(sought.words)
    return [
        {
            "post": post,
            "thread": rows[post]["thread_id"],
            "number": rows[post]["seq"],
            "title": rows[post]["title"],
            "category": rows[post]["category"],
            "private": bool(rows[post]["private"]),
            "author": telling.who(rows[post]["author"]),
            "score": rows[post]["score"],
            "piece": _piece(rows[post], wanted),
            **telling.at(rows[post]["created_at"]),
        }
        for post in chosen
        if post in rows
    ]


def _threads(telling: Telling, sought: Sought) -> list[dict[str, Any]]:
    """Return threads called so; who asks for more than words wants posts."""
    if not sought.words or sought != Sought(words=sought.words):
        return []
    rows = searching.threads(telling.reader, telling.viewer, sought.words, SIZE)
    wanted = pieces.tokens(sought.words)
    return [
        {
            "thread": row["id"],
            "title": row["title"],
            "piece": pieces.piece(row["title"], wanted) or Markup.escape(row["title"]),
            "category": row["category"],
            "posts": row["posts"],
            "starter": telling.who(row["starter"]),
            **telling.at(row["last_at"], "last"),
        }
        for row in rows
    ]


def _people(viewer: Viewer, sought: Sought) -> list[dict[str, Any]]:
    """Return who may be meant by the words, however they are spelt."""
    if not sought.words or not viewer.system:
        return []
    found = viewer.people.near(" ".join(sought.words))
    return [viewer.people.told(one.uid) for one in found if one.is_alter]


def _categories(telling: Telling, sought: Sought) -> list[dict[str, Any]]:
    if not sought.words:
        return []
    folded = [word.casefold() for word in sought.words]
    return [
        {"category": row["id"], "name": row["name"], "description": row["description"]}
        for row in categories.listed(telling.reader, telling.viewer)
        if row["kind"] == "open"
        and all(word in row["name"].casefold() for word in folded)
    ]


def _piece(row: sqlite3.Row, sought: Sequence[str]) -> Markup:
    """Return why a post was found; what its writer has hidden stays hidden."""
    text = row["text"]
    hides = "||" in text or ":::" in text
    found = pieces.piece(text, sought) if sought and not hides else None
    return found or Markup.escape(row["excerpt"])
