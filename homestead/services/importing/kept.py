"""Records no module can show yet, stored whole until one takes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.services.importing.report import PRESERVED, UNCHANGED

if TYPE_CHECKING:
    from homestead.services.importing.plan import Kept
    from homestead.services.importing.work import Work


def settle(work: Work, record: Kept) -> None:
    """Store a record, and count whether it was new."""
    new = keep(work, record.collection, record.source_id, record.record)
    outcome = PRESERVED if new else UNCHANGED
    work.report.count(record.collection, record.source_id, outcome, record.notes)
    work.tick(record.collection.replace("_", " "))


def keep(work: Work, collection: str, source_id: str, record: Any) -> bool:
    """Store `record`, which holds no secrets, as it is; tell whether it is news."""
    said = json.dumps(record, ensure_ascii=False)
    place = (work.plan.app, collection, work.own_name(collection, source_id))
    known = work.reader.row(
        "SELECT id, record FROM preserved"
        " WHERE app = ? AND collection = ? AND source_id = ?",
        place,
    )
    if known is None:
        names = ("app", "collection", "source_id", "record", "preserved_at")
        row = dict(zip(names, (*place, said, work.now), strict=True))
        work.writer.insert("preserved", row)
    elif known["record"] != said:
        work.writer.update("preserved", known["id"], {"record": said})
    return known is None or known["record"] != said
