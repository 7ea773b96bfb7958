"""How time at the front reads: bars for people, a heat line for the hours."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from homestead.cli.showing.front import title
from homestead.cli.showing.width import column, width
from homestead.core import clock
from homestead.core.plain import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homestead.core.terms import Terms

_BAR = 30
_MOST = 20
_HEAT = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_AXIS = "0     6     12    18    "
_DAY = clock.DAY // clock.SECOND
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COLOURS = (237, 238, 240, 108, 72, 36, 42, 48)
"""A terminal's colours from hardly any time to the most, of its 256."""


def lines(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield the bars, the heat lines, and who was there together most."""
    people = result["alters"]
    span = f"From {result['since_local']} to {result['until_local']}:"
    if not people:
        yield f"Nobody was at the {terms.front} in that time."
        return
    covered = result["covered_seconds"] / max(result["seconds"], 1)
    switched = f"{result['switches']} switches, {result['switches_per_day']:g} a day"
    yield f"{span} somebody at the {terms.front} {covered:.0%} of the time; {switched}."
    yield ""
    shown = people[:_MOST]
    names = column(safe(title(one)) for one in shown)
    most = people[0]["seconds"]
    for name, one in zip(names, shown, strict=True):
        yield f"{name}  {_bar(one, most)}  {_counted(one, terms)}"
    if len(people) > _MOST:
        yield f"… and {len(people) - _MOST} more; --json tells of everybody."
    yield ""
    yield from _hours(names, shown)
    yield ""
    yield from _week(result["week"])
    yield from _together(result["together"])
    yield from _longest(result["longest"])


def days(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield a line for each day: how much of it, how many switches, and who."""
    for day in result["days"]:
        covered = _heat([day["covered_seconds"]], most=_DAY)
        date = f"{_DAYS[day['weekday']]} {day['date']}  {covered}"
        who = ", ".join(
            f"{title(one)} {_span(one['seconds'])}" for one in day["alters"]
        )
        more = f" and {day['more']} more" if day["more"] else ""
        there = f"{who}{more}" if who else f"nobody at the {terms.front}"
        yield f"{date}  {day['switches']:>3}  {safe(there)}"


def _bar(one: dict[str, Any], most: int) -> str:
    whole, part = divmod(round(one["seconds"] / max(most, 1) * _BAR * 8), 8)
    bar = "█" * whole + (_EIGHTHS[part] if part else "")
    return _painted(bar.ljust(_BAR), 36)


def _counted(one: dict[str, Any], terms: Terms) -> str:
    times = f"in 1 {terms.front}"
    if one["fronts"] > 1:
        longest = _span(one["longest_seconds"])
        times = f"in {one['fronts']} {terms.fronts}, the longest {longest}"
    custom = " (custom)" if one["custom"] else ""
    return f"{one['share']:>4.0%}  {_span(one['seconds'])} {times}{custom}"


def _hours(names: Sequence[str], people: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield f"{' ' * width(names[0])}  {_AXIS}".rstrip()
    for name, one in zip(names, people, strict=True):
        yield f"{name}  {_heat(one['hours'])}"


def _week(week: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield a heat line for each day of the week, hour by hour."""
    most = max(map(max, week))
    yield f"     {_AXIS}".rstrip()
    for day, hours in zip(_DAYS, week, strict=True):
        yield f"{day}  {_heat(hours, most=most)}"


def _together(pairs: Sequence[dict[str, Any]]) -> Iterator[str]:
    if pairs:
        yield ""
        yield "Together most:"
    for pair in pairs[:5]:
        names = [
            title({"name": name, "alter": alter})
            for name, alter in zip(pair["names"], pair["alters"], strict=True)
        ]
        yield f"  {' and '.join(names)}, {_span(pair['seconds'])}"


def _longest(fronts: Sequence[dict[str, Any]]) -> Iterator[str]:
    if fronts:
        yield ""
        yield "Longest:"
    for front in fronts[:5]:
        yield f"  {title(front)}, {_span(front['seconds'])} from {front['start_local']}"


def _heat(seconds: Sequence[int], most: int | None = None) -> str:
    """Return a letter for each of `seconds`, the taller the more."""
    top = max(seconds) if most is None else most
    levels = [-(-value * (len(_HEAT) - 1) // top) if top else 0 for value in seconds]
    return "".join(_painted(_HEAT[level], _COLOURS[level]) for level in levels)


def _painted(text: str, colour: int) -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[38;5;{colour}m{text}\x1b[0m"


def _span(seconds: int) -> str:
    return clock.span(seconds * clock.SECOND)
