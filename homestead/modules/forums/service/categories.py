"""Categories: where threads stand; boards and notes are somebody's own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from homestead.core import clock, handles
from homestead.core.errors import RefusedError, UsageError
from homestead.modules.forums import viewer as viewing
from homestead.modules.forums import writing
from homestead.modules.forums.models import categories, reading
from homestead.modules.forums.service.boards import NOTES, boards
from homestead.modules.forums.service.finding import category as find
from homestead.modules.forums.service.finding import database
from homestead.modules.forums.service.naming import named
from homestead.modules.forums.service.noting import announce, noted
from homestead.modules.forums.telling import Telling
from homestead.services import access, details

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from homestead.core.database import Transaction
    from homestead.core.house import House

LONGEST_NAME = 80
LONGEST_DESCRIPTION = 2000


def category_list(house: House, *, reader: str | None = None) -> dict[str, Any]:
    """Return `{"categories": […], "boards": […], "notes": {…}|None, "reader": {…}}`.

    Each category tells what was written in it last and how many threads are unread
    for whoever reads; "boards" has one for every alter, `category` None where nobody
    wrote on it yet. "notes" are the reader's own. "here" is since when what is new is
    new: when the reader was here before.
    """
    viewer = viewing.viewer(house, reader)
    base = database(house)
    telling = Telling(house, base, viewer)
    rows = categories.listed(base, viewer)
    limits = categories.limits(base) if viewer.system else {}
    unread = _unread(base, viewer)
    levels = reading.levels(base, viewer.reader, "category")
    told = [_told(telling, row, limits, unread, levels) for row in rows]
    mine = viewer.reader
    return {
        "categories": [one for one in told if one["kind"] == "open"],
        "boards": boards(telling, told),
        "notes": next((one for one in told if one["kind"] == NOTES), None),
        "reader": telling.who(mine) if mine else None,
        **telling.at(reading.last_here(base, mine) if mine else None, "here"),
    }


def category_show(
    house: House, *, category: int, reader: str | None = None
) -> dict[str, Any]:
    """Return one category, as `category_list` tells it."""
    viewer = viewing.viewer(house, reader)
    base = database(house)
    row = find(base, category, viewer)
    limits = categories.limits(base) if viewer.system else {}
    levels = reading.levels(base, viewer.reader, "category")
    telling = Telling(house, base, viewer)
    return _told(telling, row, limits, _unread(base, viewer), levels)


def category_create(
    house: House,
    *,
    name: str,
    description: str = "",
    color: str | None = None,
    limited: Sequence[str] = (),
    guests: bool = False,
) -> dict[str, Any]:
    """Make a category, last in the order; `limited` to these alters and groups.

    `guests` shares what is written in it with guests. Returns it.
    """
    access.require(house.asker, "post.moderate")
    columns = _columns(name=name, description=description, color=color, guests=guests)
    uids = writing.known_to(house, limited)
    _refuse_both(guests=guests, limited=bool(uids))
    with database(house).transaction() as tx:
        made = categories.create(tx, columns)
        categories.limit(tx, made, uids)
        announce(tx, house, "category.changed", category=made)
    noted(house, "category.create", category=made)
    return _whole(house, made)


def category_edit(
    house: House,
    *,
    category: int,
    name: str | None = None,
    description: str | None = None,
    color: str | None = None,
    limited: Sequence[str] | None = None,
    guests: bool | None = None,
) -> dict[str, Any]:
    """Change what is given of a category; "" takes its colour away. Returns it."""
    access.require(house.asker, "post.moderate")
    uids = None if limited is None else writing.known_to(house, limited)
    columns = _columns(name=name, description=description, color=color, guests=guests)
    with database(house).transaction() as tx:
        row = _open(tx, category)
        is_limited = bool(row["limited"]) if uids is None else bool(uids)
        _refuse_both(
            guests=bool(row["guests"]) if guests is None else guests, limited=is_limited
        )
        categories.change(tx, category, columns)
        if uids is not None:
            categories.limit(tx, category, uids)
        announce(tx, house, "category.changed", category=category)
    noted(house, "category.edit", category=category)
    return _whole(house, category)


def category_archive(
    house: House, *, category: int, archived: bool = True
) -> dict[str, Any]:
    """Let a category only be read from now on; or open it again. Returns it."""
    _moderate(house, category, {"archived_at": clock.now() if archived else None})
    noted(house, "category.archive", category=category, archived=archived)
    return _whole(house, category)


def category_delete(house: House, *, category: int) -> dict[str, Any]:
    """Take a category with all its threads away; `category_restore` brings it back."""
    _moderate(house, category, {"deleted_at": clock.now()})
    noted(house, "category.delete", category=category)
    return {"deleted": category}


def category_restore(house: House, *, category: int) -> dict[str, Any]:
    """Bring back a category that was deleted. Returns it."""
    access.require(house.asker, "post.moderate")
    with database(house).transaction() as tx:
        row = categories.row(tx, category)
        if row is None or row["deleted_at"] is None:
            raise viewing.gone("deleted category")
        categories.change(tx, category, {"deleted_at": None})
        announce(tx, house, "category.changed", category=category)
    noted(house, "category.restore", category=category)
    return _whole(house, category)


def category_order(house: House, *, first: Sequence[int]) -> dict[str, Any]:
    """Put these categories first, in that order; the others follow as they were."""
    access.require(house.asker, "post.moderate")
    with database(house).transaction() as tx:
        categories.order(tx, [_open(tx, each)["id"] for each in first])
        announce(tx, house, "category.changed")
    noted(house, "category.order")
    return category_list(house)


def _unread(base: Any, viewer: viewing.Viewer) -> Counter[int]:
    if not viewer.reader:
        return Counter()
    return Counter(row["category_id"] for row in reading.unread(base, viewer))


def _told(
    telling: Telling,
    row: sqlite3.Row,
    limits: dict[int, list[str]],
    unread: Counter[int],
    levels: dict[int, str],
) -> dict[str, Any]:
    names = row.keys()
    last = row["last_thread"] if "last_thread" in names else None
    owner = telling.who(row["owner"]) if row["owner"] else None
    return {
        "category": row["id"],
        "kind": row["kind"],
        # A board is called as its alter is, whatever they are called by now.
        "name": owner["name"] if owner else row["name"],
        "owner": owner,
        "description": row["description"],
        "color": owner["color"] if owner else row["color"],
        "limited": [_limit(telling, uid) for uid in limits.get(row["id"], ())],
        "guests": bool(row["guests"]),
        "private": bool(row["private"]),
        "archived": row["archived_at"] is not None,
        "threads": row["threads"],
        "posts": row["posts"],
        "unread": unread[row["id"]],
        "level": levels.get(row["id"], "normal"),
        "may_write": telling.writes and row["archived_at"] is None,
        "last": last
        and {
            "thread": last,
            "title": row["last_title"],
            "author": telling.who(row["last_author"] or ""),
            **telling.at(row["last_at"]),
        },
    }


def _limit(telling: Telling, uid: str) -> dict[str, Any]:
    for group in telling.viewer.people.groups.values():
        if group.uid == uid:
            return {"group": group.handle, "alter": None, "name": group.name}
    who = telling.who(uid)
    return {"group": None, "alter": who["alter"], "name": who["name"]}


def _columns(
    *,
    name: str | None,
    description: str | None,
    color: str | None,
    guests: bool | None,
) -> dict[str, Any]:
    """Return the columns that were given, checked."""
    columns: dict[str, Any] = {}
    if name is not None:
        columns["name"] = named(name, LONGEST_NAME, "name")
    if description is not None:
        columns["description"] = handles.clean_text(description)
        if len(description) > LONGEST_DESCRIPTION:
            raise UsageError(
                f"A description has at most {LONGEST_DESCRIPTION} letters.",
                fields={"description": "is too long"},
            )
    if color is not None:
        columns["color"] = details.color(color, "color") if color.strip() else None
    if guests is not None:
        columns["guests"] = int(guests)
    return columns


def _refuse_both(*, guests: bool, limited: bool) -> None:
    if guests and limited:
        raise UsageError(
            "A category is either for some or shared with guests, not both.",
            fields={"guests": "does not go with being for some"},
        )


def _open(tx: Transaction, category: int) -> sqlite3.Row:
    """Return a category that stands open to be looked after: nobody's own."""
    row = categories.row(tx, category)
    if row is None or row["deleted_at"] is not None:
        raise viewing.gone("category")
    if row["kind"] != "open":
        raise RefusedError(
            "Boards and notes belong to whose they are, and stay as they are."
        )
    return row


def _moderate(house: House, category: int, columns: dict[str, Any]) -> None:
    access.require(house.asker, "post.moderate")
    with database(house).transaction() as tx:
        _open(tx, category)
        categories.change(tx, category, columns)
        announce(tx, house, "category.changed", category=category)


def _whole(house: House, category: int) -> dict[str, Any]:
    """Return a category to whoever just changed it, though it be for others."""
    base = database(house)
    row = categories.row(base, category)
    viewer = viewing.viewer(house)
    if row is None or not viewer.system:
        raise viewing.gone("category")
    limits = categories.limits(base)
    return _told(Telling(house, base, viewer), row, limits, Counter(), {})
