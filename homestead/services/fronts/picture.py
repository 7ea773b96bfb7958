"""The record as a picture: a lane for each alter, from a day to a year across."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from homestead.core import clock, when
from homestead.core.errors import UsageError
from homestead.services import access, alters
from homestead.services.fronts import models, pages, spans
from homestead.services.fronts.lanes import Piece, thinned
from homestead.services.fronts.moments import moment
from homestead.services.fronts.record import bound

if TYPE_CHECKING:
    import sqlite3
    from datetime import tzinfo

    from homestead.core.house import House
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Front


LONGEST = 371 * clock.DAY
MOST_LANES = 500
_HAIRS = 480
_PIECES = 600


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

    `lanes`: the alters who fronted most, each with `pieces`; `others`: how many had no
    room, and how long they were there. Of a piece that is one front, `front` is its id;
    what is too short to be seen is told with its neighbour as one piece. `marks` are
    the lines of the scale; `earlier` and `later` are the `at` of the neighbours, if
    anything is there. Raises UsageError for more than a year.
    """
    access.require(house.asker, "record.read")
    who = None if alter is None else alters.find(house.app, alter, house=house)["id"]
    if not 1 <= lanes <= MOST_LANES:
        raise UsageError(f"A timeline has 1 to {MOST_LANES} lanes, not {lanes}.")
    if zoom is None and since is None and until is None:
        zoom = "week"
    stretch = pages.Stretch(*_stretch(house, zoom, at, (since, until)), who)
    return _around(house, stretch, zoom) | _told(house, stretch, lanes)


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


class _Found:
    """The pieces of the `most` alters who were there longest in `stretch`."""

    def __init__(self, house: House, stretch: pages.Stretch, most: int) -> None:
        self.since, self.until = stretch.since or 0, stretch.until or 0
        self.end = min(self.until, max(clock.now(), self.since))
        self.step = max(1, (self.until - self.since) // _HAIRS)
        before = pages.there_before(house.app, stretch)
        early = {one.alter_id: self._early(one) for one in before}
        times = Counter(pages.totals(house.app, stretch, self.end))
        times.update({alter: piece.time for alter, piece in early.items()})
        ranked = sorted(times, key=lambda alter: (-times[alter], alter))
        named, crowd = ranked[:most], ranked[most:]
        self.crowd = {alter: times[alter] for alter in crowd}
        self.lanes = {k: [early[k]] if k in early else [] for k in named}
        how = {"step": self.step, "end": self.end}
        for row in pages.gathered(house.app, stretch, **how, among=named):
            self.lanes[row["alter_id"]].append(_piece(row))

    def _early(self, front: Front) -> Piece:
        """Return what of a front that began before the picture is in it."""
        ends = models.FOREVER if front.ended_at is None else front.ended_at
        time = ends - front.started_at
        whole = Piece(front.started_at, ends, time, 1, front.id, front.tier)
        return whole.clipped(self.since, self.end)


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


def _told(house: House, stretch: pages.Stretch, most: int) -> dict[str, Any]:
    found = _Found(house, stretch, most)
    drawn = house.aside(partial(thinned, [*found.lanes.values()], found.step, _PIECES))
    known = models.people(house.app, found.lanes)
    tell = partial(_lane, since=found.since, until=found.until, zone=house.zone)
    told = [
        _person(known[alter]) | tell(pieces)
        for alter, pieces in zip(found.lanes, drawn, strict=True)
    ]
    seconds = sum(found.crowd.values()) // clock.SECOND
    crowd = {"alters": len(found.crowd), "seconds": seconds}
    return {"lanes": told, "others": crowd if found.crowd else None}


def _person(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "alter": row["handle"],
        "name": row["name"],
        "color": row["color"],
        "custom": row["kind"] == "custom",
    }


def _lane(
    pieces: list[Piece], *, since: int, until: int, zone: tzinfo | None
) -> dict[str, Any]:
    time = sum(piece.time for piece in pieces)
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
