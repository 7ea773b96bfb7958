"""The record of fronts, page by page, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.core.errors import NotFoundError, UsageError
from homestead.services import access, alters, stale
from homestead.services.fronts import beside as company
from homestead.services.fronts import models, pages

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from datetime import tzinfo

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Front

MOST_AT_ONCE = 2000
_YEAR_2, _YEAR_9999 = -62_104_060_800_000, 253_370_764_800_000
"""Beyond these, a day before or after may have no date."""


def history(  # noqa: PLR0913 - one for each way to narrow it and to tell it
    house: House,
    *,
    since: When | None = None,
    until: When | None = None,
    alter: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
    beside: bool = False,
    counted: bool = True,
) -> dict[str, Any]:
    """Return a page of fronts, newest first: `{"fronts": […], "total", "next"}`.

    Those that touch the stretch from `since` to `until`, a day taken whole. `total`
    counts all of them; `next` is the `cursor` of the page after this one, or None.
    With `beside`, each tells the names of those who were there when it began. Without
    `counted`, `total` is None: counting is what a long record takes longest for.
    """
    access.require(house.asker, "record.read")
    if not 1 <= limit <= MOST_AT_ONCE:
        raise UsageError(f"A page has 1 to {MOST_AT_ONCE} entries, not {limit}.")
    reader = house.app
    stretch = pages.Stretch(
        since=bound(house, since, when.since),
        until=bound(house, until, when.until),
        alter=None if alter is None else alters.find(reader, alter, house=house)["id"],
    )
    # Those who were there when the stretch began stand below all that began in it.
    early = pages.there_before(reader, stretch)
    shown, more = _part(reader, stretch, early, _after(cursor), limit)
    told = entries(house, reader, shown)
    if beside:
        whole = stretch.alter is None
        latest = cursor is None and until is None
        others = company.told(reader, shown, whole=whole, latest=latest)
        told = [entry | {"beside": others[entry["id"]]} for entry in told]
    return {
        "fronts": told,
        "total": pages.count(reader, stretch) + len(early) if counted else None,
        "next": f"{shown[-1].started_at}.{shown[-1].id}" if more else None,
    }


def _part(
    reader: Reader,
    stretch: pages.Stretch,
    early: Sequence[Front],
    after: tuple[int, int],
    limit: int,
) -> tuple[list[Front], bool]:
    """Return up to `limit` fronts that stand below `after`, and whether more follow."""
    found = pages.page(reader, stretch, after, limit + 1)
    if len(found) <= limit:
        found += [front for front in early if (front.started_at, front.id) < after]
    return found[:limit], len(found) > limit


def show(house: House, *, front: int) -> dict[str, Any]:
    """Return one front, with its comments: `{"front": {…}}`."""
    access.require(house.asker, "record.read")
    return {"front": entry(house, house.app, front)}


def entry(house: House, reader: Reader, front: int) -> dict[str, Any]:
    """Return one front as the record shows it."""
    return entries(house, reader, [found(house, reader, front)])[0]


def found(house: House, reader: Reader, front: int) -> Front:
    """Return the front with that id; NotFoundError if it is not on record."""
    one = pages.one(reader, front)
    if one is None:
        raise NotFoundError(
            f"There is no entry {front} in the record.",
            hint=f"`homestead history` shows each {house.terms.front} and its number.",
        )
    return one


def entries(
    house: House, reader: Reader, fronts: Sequence[Front]
) -> list[dict[str, Any]]:
    """Return these fronts as the record shows them."""
    zone, now = house.zone, clock.now()
    known = models.people(reader, {front.alter_id for front in fronts})
    numbers = [front.id for front in fronts]
    said, uids = pages.comments(reader, numbers), pages.uids(reader, numbers)
    return [
        {
            "id": front.id,
            "uid": uids[front.id],
            "alter": known[front.alter_id]["handle"],
            "name": known[front.alter_id]["name"],
            "color": known[front.alter_id]["color"],
            "custom": known[front.alter_id]["kind"] == "custom",
            "tier": front.tier,
            "start": clock.iso(front.started_at),
            "end": clock.iso_or_none(front.ended_at),
            "start_local": when.wall(front.started_at, zone),
            "end_local": front.ended_at and when.wall(front.ended_at, zone),
            "to_come": front.started_at > now,
            "status": front.status or None,
            "comments": [_comment(row, zone) for row in said.get(front.id, [])],
            "version": version(front),
        }
        for front in fronts
    ]


def version(front: Front) -> str:
    """Return what a form sends back to say which state of an entry it showed."""
    who, start, end = front.alter_id, front.started_at, front.ended_at
    return stale.version(who, start, end, front.tier, front.status)


def everything(
    house: House, *, since: When | None, until: When | None, alter: str | None
) -> Iterator[dict[str, Any]]:
    """Yield every entry that `history` would show, newest first, page by page."""
    cursor: str | None = None
    while True:
        page = history(
            house,
            since=since,
            until=until,
            alter=alter,
            cursor=cursor,
            limit=MOST_AT_ONCE,
        )
        yield from page["fronts"]
        cursor = page["next"]
        if cursor is None:
            return


def bound(
    house: House,
    text: When | None,
    read: Callable[[str, int, tzinfo | None], int],
) -> int | None:
    """Return where a stretch begins or ends, `read` as people write it."""
    if text is None:
        return None
    found = text if isinstance(text, int) else read(text, clock.now(), house.zone)
    return max(_YEAR_2, min(found, _YEAR_9999))


def _after(cursor: str | None) -> tuple[int, int]:
    if cursor is None:
        return (models.FOREVER, 0)
    start, _, number = cursor.partition(".")
    try:
        return _small(start), _small(number)
    except ValueError:
        raise UsageError(
            f"{cursor[:40]!r} is not where a page ends.",
            hint="Pass on what the page before called `next`.",
        ) from None


def _small(text: str) -> int:
    """Return the number; ValueError for one the database cannot hold."""
    if abs(found := int(text)) > models.FOREVER:
        raise ValueError(text)
    return found


def _comment(row: sqlite3.Row, zone: tzinfo | None) -> dict[str, Any]:
    return {
        "id": row["id"],
        "at": clock.iso(row["at"]),
        "at_local": when.wall(row["at"], zone),
        "text": row["text"],
        "version": stale.version(row["text"]),
    }
