"""Settles each entry of a plan: a new row, news for an old one, or nothing to do."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from homestead.services.importing import kept, known, links, merging, scrub
from homestead.services.importing.plan import Note
from homestead.services.importing.report import (
    FAILED,
    IMPORTED,
    PRESERVED,
    UNCHANGED,
    UPDATED,
)
from homestead.services.importing.work import TABLES, new_uid, plain

if TYPE_CHECKING:
    from homestead.services.importing.plan import Entry
    from homestead.services.importing.work import Work

ORDER = ("system", "fields", "alters", "custom_fronts", "groups")
"""The collections, each after those it refers to; comments come after fronts."""

_WITH_HANDLE = frozenset({"alters", "groups", "fields"})


def settle(work: Work, entry: Entry) -> None:
    """Write `entry` as far as it is new, and count what became of it."""
    if not work.is_first(entry.collection, entry.source_id):
        again = Note("twice", "The file has it twice; the first one was taken.")
        work.report.count(entry.collection, entry.source_id, FAILED, [again])
        return
    entry.aliases = tuple(
        each for each in entry.aliases if work.is_first(entry.collection, each)
    )
    outcome, notes = _settled(work, entry)
    if not entry.made:
        work.report.count(entry.collection, entry.source_id, outcome, notes)
    work.tick(entry.collection.replace("_", " "))


def _settled(work: Work, entry: Entry) -> tuple[str, list[Note]]:
    source = _source(work, entry)
    if source is not None and source.snapshot:
        return _known_already(work, entry, source)
    row = source.row if source is not None else _elsewhere(work, entry)
    if row is None or not _may_merge(work, entry, row):
        return _inserted(work, entry)
    return _merged(work, entry, row)


def _source(work: Work, entry: Entry) -> known.Source | None:
    """Return what is known of this record, by whichever of its ids."""
    source = work.find(entry.collection, entry.source_id, *entry.aliases)
    if source is not None and source.row is not None and not source.snapshot:
        place = (TABLES[entry.collection], source.row)
        told = known.told(work.reader, work.plan.app, entry.collection, place)
        source = told or source
    if source is None or not source.snapshot:
        return source
    first = work.is_first(f"known {entry.collection}", str(source.id))
    return source if first else None


def _elsewhere(work: Work, entry: Entry) -> int | None:
    """Return the row another app brought that is the same, if there is one."""
    if entry.collection == "system":
        row: int | None = work.reader.value("SELECT min(id) FROM system")
        return row
    for twin in entry.twins:
        found = known.find(work.reader, twin.app, twin.collection, (twin.source_id,))
        if found is not None and found.row is not None:
            return found.row
    return None


def _may_merge(work: Work, entry: Entry, row: int) -> bool:
    """Tell whether `row` is free: two records of one app stay two, whoever they are."""
    table = TABLES[entry.collection]
    return table == "system" or (
        work.is_first(f"merged into {table}", str(row))
        and not work.reader.value(
            "SELECT 1 FROM sources WHERE table_name = ? AND row_id = ? AND app = ?"
            " AND snapshot <> ''",
            (table, row, work.plan.app),
        )
    )


def _inserted(work: Work, entry: Entry) -> tuple[str, list[Note]]:
    table = TABLES[entry.collection]
    linked = links.resolve(work, entry)
    if linked is None:
        raw = scrub.scrubbed(entry.raw or entry.values, "", Counter())
        new = kept.keep(work, entry.collection, entry.source_id, raw)
        lost = Note(
            "front_missing", "What it is about is not in the file; it was kept aside."
        )
        return (PRESERVED if new else UNCHANGED), [lost]
    columns: dict[str, Any] = {
        "uid": new_uid(),
        "created_at": work.now,
        **plain(merging.columns_of(work, entry.values)),
        **linked.columns,
    }
    if table in _WITH_HANDLE:
        columns["handle"] = work.handle(table, columns["name"])
        columns["position"] = work.position(table, columns.get("position"))
    if table != "front_comments":
        columns["updated_at"] = work.now
    if entry.collection == "custom_fronts":
        columns["kind"] = "custom"
    row = work.writer.insert(table, columns)
    linked.write(work, row)
    _remember(work, entry, row)
    return IMPORTED, [*entry.notes, *linked.notes]


def _known_already(
    work: Work, entry: Entry, source: known.Source
) -> tuple[str, list[Note]]:
    """Apply what changed over there since the last import; nothing else."""
    table = TABLES[entry.collection]
    if source.row is not None:
        work.settle(entry.collection, (entry.source_id, *entry.aliases), source.row)
    before = json.loads(source.snapshot)
    said = json.loads(json.dumps(entry.values))
    older = _older(entry.stamp, before["stamp"])
    if entry.made or older or before["values"] == said:
        return UNCHANGED, []
    row = merging.standing(work, table, source.row)
    if row is None:
        return UNCHANGED, []
    changed = {
        key: value
        for key, value in said.items()
        if key not in before["values"] or before["values"][key] != value
    }
    was_made = before.get("made", False)
    if was_made and "name" in changed:
        changed["handle"] = work.handle(table, entry.values["name"])
    notes = merging.apply(work, entry.collection, row, changed, before["values"])
    _remember(work, entry, row["id"], source)
    return (IMPORTED if was_made else UPDATED), [*entry.notes, *notes]


def _merged(work: Work, entry: Entry, row_id: int) -> tuple[str, list[Note]]:
    """Fill what is still empty in a row that came from somewhere else."""
    table = TABLES[entry.collection]
    work.settle(entry.collection, (entry.source_id, *entry.aliases), row_id)
    if entry.made:
        return UNCHANGED, []
    row = merging.standing(work, table, row_id)
    filled = row is not None and merging.fill(work, table, row, entry.values)
    _remember(work, entry, row_id)
    return (UPDATED if filled else UNCHANGED), list(entry.notes)


def _remember(
    work: Work, entry: Entry, row: int, source: known.Source | None = None
) -> None:
    """Note where the entry went and what it said, for the next import."""
    table = TABLES[entry.collection]
    told = {"values": entry.values, "stamp": entry.stamp}
    said = json.dumps(
        {**told, "made": True} if entry.made else told, ensure_ascii=False
    )
    own = work.find(entry.collection, entry.source_id)
    teller = source or own
    if teller is not None:
        columns = {"row_id": row, "snapshot": said}
        work.writer.update("sources", teller.id, columns)
    if own is None:
        snapshot = said if source is None else ""
        work.source(entry.collection, entry.source_id, (table, row), snapshot)
    work.settle(entry.collection, (entry.source_id, *entry.aliases), row)
    app = work.plan.app
    for alias in entry.aliases:
        work.alias(app, entry.collection, alias, (table, row))
    for twin in entry.twins:
        if twin.app != app and work.is_first(*twin[1:], app=twin.app):
            work.alias(*twin, (table, row))


def _older(stamp: int | None, before: int | None) -> bool:
    return stamp is not None and before is not None and stamp < before
