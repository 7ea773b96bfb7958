"""Bringing in what other apps kept: hand in, look, go on, read what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotFoundError, UsageError
from homestead.core.routes import Routes
from homestead.modules.alters import reports
from homestead.services import changes, imports
from homestead.services.importing import desk, detect, pieces

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask
    from homestead.services.importing.job import Job

routes = Routes()


@routes.get("/import", needs="import.run")
def page(ask: Ask) -> Answer:
    """Show where the import of whoever asks stands, or where to hand one in."""
    job = desk.mine(ask.house)
    answer = ask.page(
        "alters/import.html",
        job=job and _told(ask, job),
        earlier=imports.listing(ask.house)["imports"],
        titles=detect.TITLES,
        most=ask.house.config["server.max_body"],
        size=reports.size,
    )
    # What it shows is no part of the database: no page made before is this one.
    answer.headers.append(("Cache-Control", "no-store"))
    return answer


@routes.post("/import", needs="import.run", form=page)
def hand_in(ask: Ask) -> Answer:
    """Take files, and find out what would come of them."""
    chosen, keys = ask.form.text("format") or None, ask.form.all("piece")
    desk.hand_in(ask.house, files=ask.files("file"), keys=keys, chosen=chosen)
    return ask.to(ask.url("alters", "/import"))


@routes.post("/import/piece", needs="import.run")
def piece(ask: Ask) -> Answer:
    """Take a piece of a file that is too large for one request."""
    key, name, at = ask.query.text("key"), ask.query.text("name"), ask.query.text("at")
    if not (key and at.isascii() and at.isdigit()):
        raise UsageError("A piece of a file says whose, and where it belongs.")
    size = pieces.add(
        ask.house, key=key[:64], name=name, at=int(at[:15]), stream=ask.stream()
    )
    return ask.json({"at": size})


@routes.post("/import/go", needs="import.run", form=page)
def go(ask: Ask) -> Answer:
    """Bring in what was handed in."""
    job = desk.bring_in(ask.house, pictures=not ask.form.flag("no_pictures"))
    return ask.to(ask.url("alters", "/import"), did=job.change)


@routes.post("/import/leave", needs="import.run")
def leave(ask: Ask) -> Answer:
    """Put away what was handed in, or the report that was read."""
    desk.leave(ask.house)
    return ask.to(ask.url("alters", "/import"))


@routes.get("/import/<number>", needs="import.run")
def report(ask: Ask, number: str) -> Answer:
    """Show what came of an earlier import."""
    if not (number.isascii() and number.isdigit()):
        raise NotFoundError("There is no such import here.")
    found = imports.show(ask.house, number=int(number[:15]))
    told = reports.told(found["report"], ask.house.terms)
    change = _change(ask, found["change"])
    return ask.page("alters/import_report.html", of=found, report=told, change=change)


def _told(ask: Ask, job: Job) -> dict[str, Any]:
    terms = ask.house.terms
    report = job.report or job.preview
    return {
        "stage": job.stage,
        "files": [{"name": each.name, "size": each.size} for each in job.held],
        "error": job.error,
        "report": report and reports.told(report, terms),
        "change": _change(ask, job.change),
        **reports.under_way(job, terms),
    }


def _change(ask: Ask, number: int | None) -> dict[str, Any] | None:
    return changes.told_to(ask.house, number) if number else None
