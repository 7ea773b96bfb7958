"""Time at the front as bars, a heat map and a calendar, each with its figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.modules.alters.showing import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Told = dict[str, Any]

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SPANS = {
    "7d": "7 days",
    "30d": "30 days",
    "90d": "90 days",
    "365d": "A year",
    "all": "All",
}
USUAL = "30d"
LONGEST_CALENDAR = 91 * clock.DAY

_BARS = 20
_CELL = 10
_LEFT, _TOP = 26, 14


def bounds(span: str, since: str, until: str) -> Told:
    """Return what is asked of the service: a stretch of one's own, else a usual one."""
    if since or until:
        return {"since": since or None, "until": until or None}
    return {"since": None if span == "all" else (span or USUAL), "until": None}


def spans(link: Callable[..., str], asked: Told, span: str) -> list[tuple[Any, ...]]:
    """Return the usual stretches as tabs: title, address, whether it is this one."""
    own = asked["until"] or asked["since"] not in (None, *SPANS)
    shown = None if own else (span or USUAL)
    return [(title, link(span=name), name == shown) for name, title in SPANS.items()]


def calendar_since(told: Told) -> int:
    """Return where the calendar begins: with the stretch, or with its last months."""
    since, until = clock.moment(told["since"]), clock.moment(told["until"])
    return max(since, until - LONGEST_CALENDAR)


def page(told: Told, days: Sequence[Told], today: date) -> Told:
    """Return everything that is shown of a stretch."""
    return {
        "told": told,
        "figures": figures(told),
        "charts": charts(told),
        "weeks": calendar(days, today),
        "days": [_row(day, today) for day in reversed(days)],
    }


def charts(told: Told) -> Told:
    """Return everything that is drawn of a stretch, but for its calendar."""
    return {
        "shares": shares(told),
        "heat": heat(told),
        "pairs": pairs(told),
        "longest": longest(told),
        "recent": recent(told),
    }


def figures(told: Told) -> Told:
    """Return the figures on top: how much of the time, how many switches, how long."""
    covered = told["covered_seconds"] / max(told["seconds"], 1)
    return {
        "covered": f"{covered:.0%}",
        "switches": told["switches"],
        "a_day": f"{told['switches_per_day']:g}",
        "people": sum(not one["custom"] for one in told["alters"]),
    }


def shares(told: Told) -> Told:
    """Return the share of each: bars for those who had most, a row for everybody."""
    most = max((one["seconds"] for one in told["alters"]), default=0)
    people = [
        {**one, "width": _percent(one["seconds"], most), "span": span(one["seconds"])}
        for one in told["alters"]
    ]
    rows = [
        (
            one["name"],
            span(one["seconds"]),
            f"{one['share']:.1%}",
            one["fronts"],
            span(one["longest_seconds"]),
            one["last_local"],
        )
        for one in people
    ]
    return {"bars": people[:_BARS], "rows": rows, "more": max(0, len(people) - _BARS)}


def heat(told: Told) -> Told:
    """Return the hours of the week as squares, the larger the more, and as a table."""
    most = max(map(max, told["week"]))
    cells = [
        {
            "x": round(_LEFT + _CELL * (hour + 0.5) - side / 2, 2),
            "y": round(_TOP + _CELL * (day + 0.5) - side / 2, 2),
            "side": side,
            "ink": round(0.3 + 0.7 * seconds / most, 2),
            "words": f"{DAYS[day]} {hour}:00, {span(seconds)}",
        }
        for day, hours in enumerate(told["week"])
        for hour, seconds in enumerate(hours)
        if seconds
        for side in [round(2.5 + 6.5 * seconds / most, 2)]
    ]
    return {
        "cells": cells,
        "days": [(DAYS[day], _TOP + _CELL * day + 8) for day in range(7)],
        "hours": [(hour, _LEFT + _CELL * hour) for hour in range(0, 24, 6)],
        "rows": [
            (
                f"{hour}:00",
                *(span(day[hour]) if day[hour] else "" for day in told["week"]),
            )
            for hour in range(24)
        ],
    }


def pairs(told: Told) -> Told:
    """Return who was there together most: bars and rows."""
    most = max((pair["seconds"] for pair in told["together"]), default=0)
    found = [
        {
            "names": " and ".join(pair["names"]),
            "width": _percent(pair["seconds"], most),
            "span": span(pair["seconds"]),
        }
        for pair in told["together"]
    ]
    rows = [(*pair["names"], span(pair["seconds"])) for pair in told["together"]]
    return {"bars": found[:10], "rows": rows}


def longest(told: Told) -> list[Told]:
    """Return the longest stretches, with how long they were in words."""
    return [{**front, "span": span(front["seconds"])} for front in told["longest"]]


def recent(told: Told) -> list[Told]:
    """Return everybody by when they were last there, the latest first."""
    return sorted(told["alters"], key=lambda one: str(one["last"]), reverse=True)


def calendar(days: Iterable[Told], today: date) -> list[list[Told | None]]:
    """Return the days week by week, from Monday; None for days outside."""
    weeks: list[list[Told | None]] = []
    for day in days:
        on = date.fromisoformat(day["date"])
        if not weeks or day["weekday"] == 0:
            weeks.append([None] * 7)
        weeks[-1][day["weekday"]] = _day(day, on, today)
    return weeks


def _day(day: Told, on: date, today: date) -> Told:
    x, parts = 0.0, []
    total = max(sum(one["seconds"] for one in day["alters"]), 1)
    wide = _percent(day["covered_seconds"], clock.DAY // clock.SECOND)
    for one in day["alters"]:
        width = round(one["seconds"] * wide / total, 2)
        parts.append({"x": round(x, 2), "width": width, "color": one["color"]})
        x += width
    return {
        **day,
        "number": f"{on.day} {on:%b}" if on.day == 1 else str(on.day),
        "title": dates.short(day["date"], today),
        "parts": parts,
        "who": _who(day),
        "today": on == today,
    }


def _row(day: Told, today: date) -> tuple[Any, ...]:
    """Return a day as a line of the list."""
    there = span(day["covered_seconds"]) if day["covered_seconds"] else ""
    title = f"{DAYS[day['weekday']]} {dates.short(day['date'], today)}"
    return (title, _who(day) or "nobody", there, day["switches"])


def _who(day: Told) -> str:
    who = ", ".join(f"{one['name']} {span(one['seconds'])}" for one in day["alters"])
    return f"{who} and {day['more']} more" if day["more"] else who


def span(seconds: int) -> str:
    """Return so many seconds in plain words."""
    return clock.span(seconds * clock.SECOND)


def _percent(part: int, whole: int) -> float:
    return round(part * 100 / whole, 2) if whole else 0.0
