"""Comments on fronts: a collection of their own, once lists inside the fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.importing.plan import Entry, Note
from homestead.services.importing.simply_plural import values
from homestead.services.importing.simply_plural.export import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.services.importing.simply_plural.export import Export

_USED = frozenset({"documentId", "collection", "text", "time"})


def entries(export: Export) -> Iterator[Entry]:
    """Yield an entry for every comment on a front."""
    said: set[tuple[str, Any, str]] = set()
    for identity, record in export.records("comments"):
        front = values.source_id(record.get("documentId"))
        said.add((front, values.moment(record.get("time")), _text(record)))
        if record.get("collection", "frontHistory") == "frontHistory":
            yield from _entry(export, identity, record, front)
        else:
            export.keep("comments", identity, record)
    for front, fields in export.records("frontHistory"):
        for identity, record in _embedded(front, fields):
            # Simply Plural copied them out when it gave them their own collection.
            if (front, values.moment(record.get("time")), _text(record)) not in said:
                yield from _entry(export, identity, record, front)


def _entry(
    export: Export, identity: str, record: dict[str, Any], front: str
) -> Iterator[Entry]:
    found = (record.get("time"), record.get("lastOperationTime"))
    at = next((it for each in found if (it := values.moment(each)) is not None), None)
    if at is None:
        note = Note("no_time", "It has no time one can read; it was kept aside.")
        export.keep("comments", identity, record, (note,))
        return
    yield Entry(
        "comments",
        identity,
        {
            "front": front,
            "at": at,
            "text": _text(record),
            "extra": export.rest("comments", record, _USED),
        },
        stamp=stamp(record),
        raw=record,
    )


def _embedded(
    front: str, fields: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    comments = fields.get("comments") or []
    if not isinstance(comments, (list, dict)):
        comments = [comments]
    found = comments.items() if isinstance(comments, dict) else enumerate(comments)
    for number, record in found:
        if isinstance(record, dict):
            yield f"{front}/{number}", record
        elif record not in (None, "", []):
            yield f"{front}/{number}", {"text": record}


def _text(record: dict[str, Any]) -> str:
    return values.text(record.get("text"))
