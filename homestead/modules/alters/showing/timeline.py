"""The record as a picture: where everything stands, in percent of its width."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from homestead.core import clock
from homestead.modules.alters.showing import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = dict[str, Any]

_THINNEST = 0.4
_PALEST = 0.4
_GAP = 0.12


def picture(told: Told, today: date, entry: str) -> Told:
    """Return what a timeline needs to be drawn: `title`, `lines`, `lanes`, `scale`.

    What has a place has it in percent: `x` and `width`. An entry's page is at `entry`
    and its number.
    """
    place = _Place(told["since"], told["until"])
    lanes = [_lane(lane, place, today) for lane in told["lanes"]]
    for lane in lanes:
        lane["drawn"] = _drawn(lane, entry)
    return {
        "title": title(told, today),
        "lines": [
            {"x": place.x(mark["at"]), "text": text}
            for mark, text in zip(told["marks"], _texts(told["marks"]), strict=True)
        ],
        "lanes": lanes,
        "others": told["others"],
        "now": place.x(told["now"]) if told["now"] else None,
        "scale": _scale(told, place),
    }


def title(told: Told, today: date) -> str:
    """Return what the picture is of: a day, a week, a month, a year, or any stretch."""
    start = date.fromisoformat(told["since_local"][:10])
    last = date.fromisoformat(told["until_local"][:10]) - timedelta(days=1)
    if told["zoom"] == "day":
        return dates.day(told["since_local"], today)
    if told["zoom"] == "month":
        return f"{start:%B} {start.year}"
    if told["zoom"] == "year":
        return str(start.year)
    if told["zoom"] == "week":
        first = f"{start.day} {start:%B}" if start.month != last.month else start.day
        return f"{first} to {last.day} {last:%B} {last.year}"
    return f"{told['since_local']} to {told['until_local']}"


def ways(link: Callable[..., str], told: Told) -> Told:
    """Return the addresses of the pictures beside this one; `link` changes its own."""
    zoom, here = told["zoom"] or "week", told["since_local"][:10]
    moved = {"zoom": zoom, "since": None, "until": None}
    return {
        "earlier": told["earlier"] and link(**moved, at=told["earlier"]),
        "later": told["later"] and link(**moved, at=told["later"]),
        "today": None if told["now"] else link(**moved, at=None),
        "zooms": [
            (name.capitalize(), _zoomed(link, name, told), name == told["zoom"])
            for name in ("day", "week", "month", "year")
        ],
        "table": link(**{"as": "table"}),
        "picture": link(**{"as": None}),
        "everybody": link(alter=None),
        "crowd": link(lanes=500),
        "here": here,
    }


def _zoomed(link: Callable[..., str], zoom: str, told: Told) -> str:
    """Return the address of a closer or wider picture: around now if it has that."""
    at = None if told["now"] else told["since_local"][:10]
    return link(zoom=zoom, at=at, since=None, until=None)


class _Place:
    """Turns moments into percent of the picture's width."""

    def __init__(self, since: str, until: str) -> None:
        self.since = clock.moment(since)
        self.width = clock.moment(until) - self.since

    def x(self, at: str) -> float:
        return round((clock.moment(at) - self.since) * 100 / self.width, 2)


def _lane(lane: Told, place: _Place, today: date) -> Told:
    pieces = [_piece(piece, place, today) for piece in lane["pieces"]]
    times = sum(piece["fronts"] for piece in lane["pieces"])
    span = clock.span(lane["seconds"] * clock.SECOND)
    return {**lane, "pieces": pieces, "span": span, "times": times}


def _piece(piece: Told, place: _Place, today: date) -> Told:
    start, end = clock.moment(piece["start"]), clock.moment(piece["end"])
    width = (end - start) * 100 / place.width
    share = min(1.0, piece["seconds"] * clock.SECOND / max(end - start, 1))
    return {
        **piece,
        "x": place.x(piece["start"]),
        "width": round(max(width - _GAP, _THINNEST), 2),
        "ink": round(_PALEST + (1 - _PALEST) * share, 2) if share < 1 else None,
        "span": clock.span(piece["seconds"] * clock.SECOND),
        "words": _words(piece, today),
    }


def _drawn(lane: Told, entry: str) -> Markup:
    """Return the stretches of a lane as SVG: there may be hundreds."""
    name = escape(lane["name"])
    return Markup("".join(_rect(piece, name, entry) for piece in lane["pieces"]))  # noqa: S704 - numbers, our own words, and an escaped name


def _rect(piece: Told, name: str, entry: str) -> str:
    front, many = piece["front"], piece["fronts"]
    ink = f' fill-opacity="{piece["ink"]}"' if piece["ink"] else ""
    times = f": {many} times, {piece['span']} in all" if many > 1 else ""
    drawn = (
        f'<rect x="{piece["x"]}%" width="{piece["width"]}%" height="100%"{ink}/>'
        f"<title>{name}, {piece['words']}{times}</title>"
    )
    if front is None:
        return f"<g>{drawn}</g>\n"
    link = f'href="{entry}{front}" tabindex="-1" data-front="{front}"'
    return f"<a {link}>{drawn}</a>\n"


def _words(piece: Told, today: date) -> str:
    """Return from when until when, days only where there are two."""
    start, end = piece["start_local"], piece["end_local"]
    if start[:10] == end[:10]:
        day = dates.short(start, today)
        return f"{day}, {dates.time(start)} to {dates.time(end)}"
    begins, ends = (
        f"{dates.short(at, today)}, {dates.time(at)}" for at in (start, end)
    )
    return f"{begins} to {ends}"


def _texts(marks: list[Told]) -> list[str]:
    """Return what stands at each line of the scale; "" where there is no room."""
    days = [date.fromisoformat(mark["local"][:10]) for mark in marks]
    if len(set(days)) <= 2:  # noqa: PLR2004 - hours
        return [dates.time(mark["local"])[:2] for mark in marks]
    if all(day.day == 1 for day in days):
        return [f"{day:%b}" if not place % 2 else "" for place, day in enumerate(days)]
    if len(days) <= 8:  # noqa: PLR2004 - a week
        return [f"{day:%a} {day.day}" for day in days]
    return [str(day.day) if day.day % 7 == 1 and day.day < 30 else "" for day in days]  # noqa: PLR2004


def _scale(told: Told, place: _Place) -> str:
    """Return as JSON which local time (ms, as if UTC) stands where, for the script."""
    ends = [
        {"at": told["since"], "local": told["since_local"]},
        *told["marks"],
        {"at": told["until"], "local": told["until_local"]},
    ]
    pairs = {place.x(mark["at"]): _naive(mark["local"]) for mark in ends}
    return json.dumps(sorted(pairs.items()), separators=(",", ":"))


def _naive(local: str) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=UTC).timestamp() * 1000)
