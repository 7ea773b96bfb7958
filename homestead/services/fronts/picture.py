"""The record as a picture: a lane for each alter, from a day to a year across."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.core.errors import UsageError
from homestead.services import access, alters
from homestead.services.fronts import models, pages, spans
from homestead.services.fronts.lanes import Piece, thinned
from homestead.services.fronts.moments import moment
from homestead.services.fronts.record import bound
from homestead.services.fronts.times import Union

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import tzinfo

    from homestead.core.house import House
    from homestead.services.fronts import When

    Lane = tuple[int, list[Piece]]

LONGEST = 371 * clock.DAY
MOST_LANES = 500
_HAIRS = 480
_PIECES = 900


def timeline(
    house: House,
    *,
    zoom: str | None = None,
    at: When | None = None,
    since: When | None = None,
    until: When | None = None,
    alter: str | None = None,
    lanes: int = 24,
) -> dict[str, Any]:
    """Return the day, week, month or year (`zoom`) of `at`, or [`since`, `until`).

    `lanes`: the alters who fronted most, each with `pieces`; who finds no room is in
    `others`, as one lane. Of a piece that is one front, `front` is its id; what lies
    closer together than `step_seconds` is told as one piece. `marks` are the lines of
    the scale; `earlier` and `later` are the `at` of the neighbours, if anything is
    there. Raises UsageError for more than a year.
    """
    access.require(house.asker, "record.read")
    who = None if alter is None else alters.find(house.app, alter, house=house)["id"]
    if not 1 <= lanes <= MOST_LANES:
        raise UsageError(f"A timeline has 1 to {MOST_LANES} lanes, not {lanes}.")
    if zoom is None and since is None and until is None:
        zoom = "week"
    stretch = pages.Stretch(*_stretch(house, zoom, at, (since, until)), who)
    found = _found(house, stretch)
    told = _told(house, stretch, found[:lanes], found[lanes:])
    return _around(house, stretch, zoom) | told


def _stretch(
    house: House,
    zoom: str | None,
    at: When | None,
    bounds: tuple[When | None, When | None],
) -> tuple[int, int]:
    """Return from when until when the picture is."""
    now, zone = clock.now(), house.zone
    if zoom is not None:
        if zoom not in spans.ZOOMS:
            hint = f"Choose one of {', '.join(spans.ZOOMS)}."
            raise UsageError(f"There is no zoom {zoom[:20]!r}.", hint=hint)
        return spans.period(zoom, now if at is None else moment(house, at), zone)
    end = bound(house, bounds[1], when.until)
    end = now if end is None else end
    start = bound(house, bounds[0], when.since)
    start = spans.period("week", end - 1, zone)[0] if start is None else start
    if not 0 < end - start <= LONGEST:
        raise UsageError(
            "A timeline shows a year at most, and its end is after its beginning.",
            hint="Give --since and --until that are closer together.",
        )
    return start, end


def _found(house: House, stretch: pages.Stretch) -> list[Lane]:
    """Return the pieces of each alter in `stretch`, who was there longest first."""
    since, until = stretch.since or 0, stretch.until or 0
    end = min(until, max(clock.now(), since))
    found: dict[int, list[Piece]] = {}
    for front in pages.there_before(house.app, stretch):
        ends = models.FOREVER if front.ended_at is None else front.ended_at
        piece = Piece(
            front.started_at, ends, ends - front.started_at, 1, front.id, front.tier
        )
        found.setdefault(front.alter_id, []).append(piece.clipped(since, end))
    step = max(1, (until - since) // _HAIRS)
    for row in pages.gathered(house.app, stretch, step, end):
        found.setdefault(row["alter_id"], []).append(_piece(row))
    return sorted(
        found.items(), key=lambda lane: (-sum(p.time for p in lane[1]), lane[0])
    )


def _piece(row: sqlite3.Row) -> Piece:
    alone = row["fronts"] == 1
    return Piece(
        row["start"],
        row["end"],
        row["time"],
        row["fronts"],
        row["front"] if alone else None,
        row["tier"] if alone else None,
    )


def _told(
    house: House, stretch: pages.Stretch, found: list[Lane], others: list[Lane]
) -> dict[str, Any]:
    since, until = stretch.since or 0, stretch.until or 0
    rest = sorted(piece for _, pieces in others for piece in pieces)
    drawn, step = house.aside(
        partial(
            thinned,
            [*(pieces for _, pieces in found), rest],
            max(1, (until - since) // _HAIRS),
            _PIECES,
        )
    )
    known = models.people(house.app, [alter for alter, _ in found])
    tell = partial(_lane, since=since, until=until, zone=house.zone)
    told = [
        _person(known[alter]) | tell(drawn[place], _time(pieces))
        for place, (alter, pieces) in enumerate(found)
    ]
    crowd = {"alters": len(others), **tell(drawn[-1], _time(rest))}
    return {
        "step_seconds": step / clock.SECOND,
        "lanes": told,
        "others": crowd if others else None,
    }


def _person(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "alter": row["handle"],
        "name": row["name"],
        "color": row["color"],
        "custom": row["kind"] == "custom",
    }


def _time(pieces: Iterable[Piece]) -> int:
    """Return how long somebody of these was there."""
    union, short = Union(), 0
    for piece in pieces:
        union.add(piece.start, piece.end)
        short += piece.end - piece.start - piece.time
    return max(union.total - short, 0)


def _lane(
    pieces: list[Piece], time: int, *, since: int, until: int, zone: tzinfo | None
) -> dict[str, Any]:
    return {
        "seconds": time // clock.SECOND,
        "share": round(time / (until - since), 4),
        "pieces": [
            {
                "start": clock.iso(piece.start),
                "end": clock.iso(piece.end),
                "start_local": when.wall(piece.start, zone),
                "end_local": when.wall(piece.end, zone),
                "seconds": piece.time // clock.SECOND,
                "fronts": piece.fronts,
                "front": piece.front,
                "tier": piece.tier,
            }
            for piece in pieces
        ],
    }


def _around(house: House, stretch: pages.Stretch, zoom: str | None) -> dict[str, Any]:
    """Return where the picture begins and ends, its scale, and what lies beside it."""
    since, until, zone = stretch.since or 0, stretch.until or 0, house.zone
    begins, now = pages.first(house.app), clock.now()
    back = begins is not None and begins < since
    return {
        "zoom": zoom,
        "since": clock.iso(since),
        "until": clock.iso(until),
        "since_local": when.wall(since, zone),
        "until_local": when.wall(until, zone),
        "now": clock.iso(now) if since <= now < until else None,
        "earlier": when.wall(since - 1, zone)[:10] if back else None,
        "later": when.wall(until, zone)[:10] if until <= now else None,
        "marks": [
            {"at": clock.iso(mark), "local": when.wall(mark, zone)}
            for mark in spans.marks(since, until, zone)
        ],
    }
