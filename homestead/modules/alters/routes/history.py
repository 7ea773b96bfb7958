"""The record as a list: looking back, adding what was forgotten, taking it along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.core import look
from homestead.core.routes import Routes
from homestead.modules.alters.showing import history as showing
from homestead.services import alters, fronts
from homestead.services.fronts import calendar_file, record, table_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homestead.core.asking import Answer, Ask
    from homestead.core.house import House

routes = Routes()

_HANDFUL = 500


def narrowed(ask: Ask) -> dict[str, Any]:
    """Return which part of the record is asked for, as the service takes it."""
    names = ("since", "until", "alter")
    return {name: ask.query.text(name) or None for name in names}


@routes.get("/history", needs="record.read")
def history(ask: Ask) -> Answer:
    """Show a page of the record, newest first."""
    asked, cursor = narrowed(ask), ask.query.text("cursor") or None
    how = {**asked, "cursor": cursor, "counted": any(asked.values())}
    told = fronts.history(ask.house, **how, beside=True)
    page = showing.page(told, ask.house.zone)
    faces = _faces(ask.house) if look.of(ask.environ).simple else {}
    return ask.page(
        "alters/history.html", **page, asked=asked, cursor=cursor, faces=faces
    )


@routes.get("/history/filter", needs="record.read")
def choose(ask: Ask) -> Answer:
    """Ask which part of the record to show."""
    people = alters.list(ask.house)["alters"]
    return ask.page("alters/history_filter.html", asked=narrowed(ask), people=people)


@routes.get("/history/add", needs="record.edit")
def add_page(ask: Ask) -> Answer:
    """Ask who was there, and when."""
    people = alters.list(ask.house)["alters"]
    return ask.page("alters/history_add.html", people=people)


@routes.post("/history/add", needs="record.edit", form=add_page)
def add(ask: Ask) -> Answer:
    """Put an entry into the record after the fact."""
    form = ask.form
    fronts.insert(
        ask.house,
        alter=form.text("alter"),
        start=form.text("start"),
        end=form.text("end") or None,
        tier=form.text("tier") or None,
        status=form.text("status"),
    )
    return ask.to(ask.back(ask.url("alters", "/history")))


@routes.get("/history.csv", needs="record.read")
def as_table(ask: Ask) -> Answer:
    """Send the record as a table file."""
    lines = _encoded(table_file.written(_entries(ask)))
    return ask.download(lines, name="history.csv", kind="text/csv; charset=utf-8")


@routes.get("/history.ics", needs="record.read")
def as_calendar(ask: Ask) -> Answer:
    """Send the record as a calendar file."""
    lines = _encoded(calendar_file.written(_entries(ask)))
    return ask.download(lines, name="history.ics", kind="text/calendar; charset=utf-8")


@routes.get("/history.json", needs="record.read")
def as_data(ask: Ask) -> Answer:
    """Send the record as scripts read it."""
    lines = _encoded(_objects(_entries(ask)))
    return ask.download(lines, name="history.json", kind="application/json")


def _faces(house: House) -> dict[str, str | None]:
    """Return everybody's picture by their handle."""
    return {one["alter"]: one["avatar"] for one in alters.list(house)["alters"]}


def _entries(ask: Ask) -> Iterator[dict[str, Any]]:
    """Return what is asked for; what cannot be is refused before anything is sent."""
    asked = narrowed(ask)
    fronts.history(ask.house, **asked, limit=1)
    return record.everything(ask.house, **asked)


def _objects(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    between = '{"fronts": ['
    for entry in entries:
        yield between + json.dumps(entry, ensure_ascii=False)
        between = ",\n"
    yield "]}\n" if between == ",\n" else between + "]}\n"


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield the lines in handfuls, so that few writes send a long record."""
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if len(kept) == _HANDFUL:
            yield "".join(kept).encode()
            kept.clear()
    yield "".join(kept).encode()
