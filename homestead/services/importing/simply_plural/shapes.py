"""The shapes a collection comes in: a list, a map by id, the API's wrapper."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.services.importing.simply_plural import values

if TYPE_CHECKING:
    from collections.abc import Iterator

ALIASES = {
    "customFronts": "frontStatuses",
    "automatedTimers": "automatedReminders",
    "repeatedTimers": "repeatedReminders",
    "repeatedRemidners": "repeatedReminders",
}
"""Other names of a collection, one of them Simply Plural's own misspelling."""


class Doc(NamedTuple):
    """One record and its id. `record` is None where there is no object at all."""

    id: str
    record: dict[str, Any] | None
    raw: Any


def docs(content: Any) -> Iterator[Doc]:
    """Yield the records of one collection, whatever its shape."""
    for key, value in _items(content):
        yield _doc(key, value)


def _items(content: Any) -> Iterator[tuple[str, Any]]:
    """Yield each record with the key it stands under, "" if it has none."""
    if isinstance(content, list):
        for each in content:
            yield "", each
    elif isinstance(content, dict) and not _is_record(content):
        yield from content.items()
    elif content not in (None, "", {}):
        yield "", content


def _is_record(content: dict[str, Any]) -> bool:
    """Tell a single record from a map of records."""
    plain = any(not isinstance(each, dict | list) for each in content.values())
    return plain or "_id" in content or "content" in content


def _doc(key: str, value: Any) -> Doc:
    if not isinstance(value, dict):
        return Doc(key or _made_id(value), None, value)
    record = value
    if isinstance(value.get("content"), dict) and {"exists", "id"} & set(value):
        record = {"_id": value.get("id"), **value["content"]}
    found = (record.get("_id"), record.get("id"), key)
    identity = next((it for each in found if (it := values.source_id(each))), "")
    return Doc(identity or _made_id(record), record, record)


def _made_id(record: Any) -> str:
    """Return an id for a record that has none: the same for the same content."""
    text = json.dumps(record, sort_keys=True, default=str)
    return "without-id-" + hashlib.sha256(text.encode()).hexdigest()[:16]
