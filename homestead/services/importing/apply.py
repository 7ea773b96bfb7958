"""Carries a plan out: resolved against the home, written in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.services.importing import entries, kept, timeline, vanished
from homestead.services.importing.report import FAILED, IMPORTED, UNCHANGED, UPDATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.services.importing.plan import Entry, Switch
    from homestead.services.importing.work import Work


def apply(work: Work) -> None:
    """Settle everything the plan says; the report then accounts for every record."""
    plan = work.plan
    comments = [each for each in plan.entries if each.collection == "comments"]
    work.wanted = {each.values["front"] for each in comments}
    for entry in _in_order(plan.entries):
        entries.settle(work, entry)
    timeline.settle(work)
    for entry in comments:
        entries.settle(work, entry)
    vanished.switches(work)
    for switch in plan.switches:
        _switch(work, switch)
    _marks(work)
    for record in plan.kept:
        kept.settle(work, record)
    _rest(work)


def _rest(work: Work) -> None:
    """Count what is not written, and say what concerns the file as a whole."""
    for collection in work.plan.told_again.elements():
        work.report.count(collection, "", UNCHANGED)
    for each in work.plan.failed:
        work.report.count(each.collection, each.source_id, FAILED, [each.reason])
    for warning in work.plan.warnings:
        work.report.warn(*warning)


def _in_order(found: list[Entry]) -> Iterator[Entry]:
    """Yield the entries but comments, each after those it refers to."""
    for collection in entries.ORDER:
        some = [each for each in found if each.collection == collection]
        yield from _parents_first(some) if collection == "groups" else some


def _parents_first(groups: list[Entry]) -> Iterator[Entry]:
    below: dict[str | None, list[Entry]] = {}
    ids = {
        each: group for group in groups for each in (group.source_id, *group.aliases)
    }
    for group in groups:
        parent = group.values.get("parent")
        above = ids[parent].source_id if parent in ids else None
        below.setdefault(above, []).append(group)
    waiting = below.pop(None, [])[::-1]
    while waiting:
        group = waiting.pop()
        yield group
        waiting += below.pop(group.source_id, [])[::-1]
    # A reader lets no circles through; were there one, nothing of it may be lost.
    yield from (group for circle in below.values() for group in circle)


def _switch(work: Work, switch: Switch) -> None:
    """Remember a switch, so that the next import knows it; its fronts tell the rest."""
    source = work.find("switches", switch.source_id)
    outcome = UNCHANGED
    if source is None:
        work.source("switches", switch.source_id, ("", None), switch.snapshot)
        outcome = IMPORTED
    elif source.snapshot != switch.snapshot:
        work.writer.update("sources", source.id, {"snapshot": switch.snapshot})
        outcome = UPDATED
    work.report.count("switches", switch.source_id, outcome, switch.notes)
    work.tick("switches")


def _marks(work: Work) -> None:
    """Keep the moments of switches that changed nobody."""
    for at in dict.fromkeys(work.plan.marks):
        there = work.reader.value("SELECT 1 FROM switch_marks WHERE at = ?", (at,))
        if not there:
            work.writer.insert("switch_marks", {"at": at})
