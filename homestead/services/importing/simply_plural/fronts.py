"""The front history."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import clock
from homestead.services.importing.plan import Front, Note, someone
from homestead.services.importing.simply_plural import values
from homestead.services.importing.simply_plural.export import TITLE, stamp

if TYPE_CHECKING:
    from homestead.services.importing.simply_plural.export import Export

_USED = frozenset(
    [
        "member",
        "custom",
        "live",
        "startTime",
        "endTime",
        "customStatus",
        "commentCount",
        "comments",
        "uuid",
        "containingDays",
    ]
)
_NOBODY = "nobody"
"""Stands for the member of a front that names none."""


class _Times(NamedTuple):
    start: int
    end: int | None
    notes: tuple[Note, ...] = ()


def plan(export: Export) -> None:
    """Plan every front, and a stand-in for whoever fronted and was deleted since."""
    strangers: Counter[tuple[str, bool]] = Counter()
    for identity, record in export.records("frontHistory"):
        times = _times(record)
        if times is None:
            note = Note("no_start", "It has no start one can read; it was kept aside.")
            export.keep("frontHistory", identity, record, (note,))
            continue
        front = _front(export, identity, record, times)
        if front.notes and front.notes[-1].code == "unknown_member":
            strangers[front.alter, values.flag(record.get("custom"))] += 1
        export.plan.fronts.append(front)
    _stand_ins(export, strangers)


def _front(
    export: Export, identity: str, record: dict[str, Any], times: _Times
) -> Front:
    alter = sys.intern(values.source_id(record.get("member")) or _NOBODY)
    notes = times.notes
    if not export.knows("members", alter) and not export.knows("frontStatuses", alter):
        notes = (*notes, Note("unknown_member", "Who fronted is not in the file."))
    return Front(
        identity,
        alter,
        times.start,
        times.end,
        status=values.line(record.get("customStatus")),
        extra=export.rest("frontHistory", record, _USED) or None,
        stamp=stamp(record),
        notes=notes,
    )


def _times(record: dict[str, Any]) -> _Times | None:
    """Return when a front began and ended, mended where it contradicts itself."""
    start = values.moment(record.get("startTime"))
    end = values.moment(record.get("endTime"))
    live = values.flag(record.get("live"))
    if start is None:
        return None
    if end is not None and end <= 0 < start:
        end = None
    # The end of a live front is left over from an earlier one, or missing.
    if live or (end is None and "live" not in record):
        return _Times(start, None)
    if end is None:
        return _ended_somehow(start, stamp(record))
    if end < start:
        return _Times(end, start, (_note("end_before_start"),))
    if end == start:
        return _Times(start, start + 1, (_note("no_length"),))
    return _Times(start, end)


def _ended_somehow(start: int, touched: int | None) -> _Times:
    """Return the times of a front that is over, without saying since when."""
    likely = touched is not None and start < touched <= start + clock.DAY
    return _Times(start, touched if likely else start + 1, (_note("no_end"),))


def _note(code: str) -> Note:
    return Note(code, _SAID[code])


_SAID = {
    "end_before_start": "It ended before it began; the two times were exchanged.",
    "no_length": "It began and ended at the same moment; it lasts a millisecond now.",
    "no_end": "It is over, but not since when; it ends when it was last changed, or at"
    " once.",
}


def _stand_ins(export: Export, strangers: Counter[tuple[str, bool]]) -> None:
    seen: set[str] = set()
    for (identity, custom), times in strangers.items():
        if identity in seen:
            continue
        seen.add(identity)
        entry = someone(TITLE, identity, custom=custom)
        if identity == _NOBODY:
            entry.values["name"] = "Someone unknown"
        export.plan.entries.append(entry)
        export.plan.warn(
            "unknown_member",
            f"{times} of the entries name{'s' if times == 1 else ''} somebody who is"
            f" not in the file; kept under the name “{entry.values['name']}”.",
            f"{entry.collection}/{identity}",
        )
