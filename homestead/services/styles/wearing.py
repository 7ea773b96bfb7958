"""Whose look is worn, and what it comes to."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import clock
from homestead.core.database import Database
from homestead.core.errors import NotFoundError
from homestead.core.house import NOBODY
from homestead.services import access
from homestead.services.fronts import models as fronts
from homestead.services.fronts.front import PRIMARY
from homestead.services.styles import models
from homestead.services.styles import sheet as writing

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.house import House
    from homestead.services.styles.tokens import Tokens

HOME, DOOR = "_home", "_door"
"""The sheets of the home itself, for those who came in and for strangers: names that no
handle can be. Strangers see no picture."""

_MOST = 64


class Worn(NamedTuple):
    """Whose look it is: the handle, "" for the home's own, and the alter's row.

    `sheet` is what its style sheet is called, "" where there is nothing to say.
    """

    handle: str
    alter: int | None
    sheet: str


def worn(house: House) -> Worn:
    """Return the look whoever asks is to see.

    What is pinned, else the acting alter's, else the primary fronter's, else that of
    the first who fronts and has one, else the home's. Guests see that of public alters
    only, strangers the home's. Nothing is asked while nothing was committed.
    """
    asker = house.asker
    known = _kept(house, "worn")
    key = (asker.role, asker.user, asker.acting, asker.alters, asker.scopes)
    if key not in known:
        found = None if asker.role == NOBODY.role else _whose(house)
        known[key] = plain(house) if found is None else _of(house, found)
    return known[key]  # type: ignore[no-any-return]


def plain(house: House) -> Worn:
    """Return the home's own look, whoever fronts."""
    sheet = DOOR if house.asker.role == NOBODY.role else HOME
    return Worn("", None, sheet if css(house, sheet) else "")


def css(house: House, sheet: str) -> str | None:
    """Return the style sheet called so; None if there is none, or nothing in it."""
    known = _kept(house, "sheets")
    if sheet not in known:
        tokens = _tokens(house, sheet)
        if tokens is None:
            return None  # what strangers may think of is not kept
        known[sheet] = written(house, tokens)
    return known[sheet] or None


def stamp(house: House, sheet: str) -> str:
    """Return what changes whenever a style sheet does; "" where there is none."""
    text = css(house, sheet)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def written(house: House, tokens: Tokens) -> str:
    """Return the style sheet of these tokens, which were checked."""
    made: dict[str, str] = house.kept("styles.made", dict)
    picture = _address(house, tokens["background"]) if "background" in tokens else ""
    key = json.dumps([tokens, picture])
    if key not in made:
        if len(made) >= _MOST:
            made.clear()
        made[key] = writing.rules(tokens, picture)
    return made[key]


def _tokens(house: House, sheet: str) -> Tokens | None:
    """Return all a style sheet has to say; None if nobody has one called so."""
    home = models.style(house.app, None)
    own = home.tokens if home else {}
    if sheet == HOME:
        return own
    if sheet == DOOR:
        return {name: own[name] for name in own if name != "background"}
    row = house.app.row(
        "SELECT id, color FROM alters WHERE handle = ? AND deleted_at IS NULL", (sheet,)
    )
    if row is None:
        return None
    theirs = models.own(models.style(house.app, row["id"]), row["color"])
    return models.whole(theirs, own) if theirs else None


def _of(house: House, row: sqlite3.Row) -> Worn:
    if css(house, row["handle"]) is None:
        return plain(house)._replace(handle=row["handle"], alter=row["id"])
    return Worn(row["handle"], row["id"], row["handle"])


def _whose(house: House) -> sqlite3.Row | None:
    """Return the row of the alter whose look is worn; None: the home's."""
    everybody = access.may(house.asker, "alter.read")
    pinned = models.pinned(house.app)
    if pinned is not None:
        known = models.people(house.app, [pinned.alter] if pinned.alter else [])
        return _seen(next(iter(known.values()), None), everybody=everybody)
    if house.asker.acting is not None:
        row = access.acting(house)
        known = models.people(house.app, [] if row is None else [row])
        if known:
            return _seen(next(iter(known.values())), everybody=everybody)
    return _fronting(house, everybody=everybody)


def _fronting(house: House, *, everybody: bool) -> sqlite3.Row | None:
    here = fronts.fronting_now(house.app, clock.now())
    known = models.people(house.app, [front.alter_id for front in here])
    looks = models.styles(house.app) if known else {}
    for front in here:
        row = _seen(known.get(front.alter_id), everybody=everybody)
        if row is None:
            continue
        if front.tier == PRIMARY or models.own(looks.get(row["id"]), row["color"]):
            return row
    return None


def _seen(row: sqlite3.Row | None, *, everybody: bool) -> sqlite3.Row | None:
    return (
        row if row is not None and (everybody or row["privacy"] == "public") else None
    )


def _address(house: House, name: str) -> str:
    """Return where browsers find a picture; "" while the pages of looks are closed."""
    if house.rooms is None:
        return ""
    try:
        return str(
            house.rooms.url("template", f"/background/{name.rpartition('/')[2]}")
        )
    except NotFoundError:
        return ""


def _kept(house: House, name: str) -> dict[Any, Any]:
    """Return what is known as long as nothing is committed and no minute goes by."""
    kept: dict[str, Any] = house.kept("styles", dict)
    as_of = (Database.commits, clock.now() // clock.MINUTE)
    if kept.get("as_of") != as_of:
        kept.clear()
        kept["as_of"] = as_of
    known: dict[Any, Any] = kept.setdefault(name, {})
    return known
