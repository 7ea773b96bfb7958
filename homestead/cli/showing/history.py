"""How the record reads: as a list, entry by entry, as a file for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from homestead.cli.showing.front import title
from homestead.cli.showing.table import table
from homestead.core import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homestead.core.terms import Terms

_HEADERS = ("number", "from", "to", "lasted", "who", "tier", "")


def lines(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield the entries of a page, newest first."""
    if not result["fronts"]:
        yield f"No {terms.front} is on record here."
        return
    yield from table(_HEADERS, [_row(front) for front in result["fronts"]])


def entry(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield one entry and its comments."""
    yield from _one(result["front"])


def changed(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield the entry as it reads now; both where one was cut in two."""
    yield from _one(result["front"])
    if "second" in result:
        yield from _one(result["second"])


def deleted(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield what was taken out."""
    yield f"Deleted {next(_one(result['front']))}"


def write(pages: Iterable[dict[str, Any]], *, calendar: bool) -> None:
    """Write every entry to standard output, as a calendar or as a table file."""
    fronts = (front for page in pages for front in page["fronts"])
    if calendar:
        from homestead.services.fronts.calendar_file import written
    else:
        from homestead.services.fronts.table_file import written
    for part in written(fronts):
        sys.stdout.write(part)


def lasted(front: dict[str, Any]) -> str:
    """Return how long a front lasted in plain words."""
    if front["end"] is None:
        return "to come" if front["to_come"] else "still there"
    return clock.span(clock.moment(front["end"]) - clock.moment(front["start"]))


def _row(front: dict[str, Any]) -> tuple[str, ...]:
    status = f"“{front['status']}”" if front["status"] else ""
    said = [f"{comment['text']}" for comment in front["comments"]]
    return (
        str(front["id"]),
        front["start_local"],
        front["end_local"] or "",
        lasted(front),
        title(front),
        front["tier"],
        " ".join(" · ".join(filter(None, [status, *said])).split()),
    )


def _one(front: dict[str, Any]) -> Iterator[str]:
    number, start, end, span, who, tier, _ = _row(front)
    until = f" to {end} ({span})" if end else f", {span}"
    said = f", “{front['status']}”" if front["status"] else ""
    yield f"{number}: {who}, {tier}, from {start}{until}{said}"
    for comment in front["comments"]:
        yield f"  comment {comment['id']}: {comment['text']}"
