"""Custom fields: a collection of their own, or an older map inside the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.importing.plan import Entry, Note
from homestead.services.importing.simply_plural import values
from homestead.services.importing.simply_plural.export import stamp
from homestead.services.importing.simply_plural.privacy import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.services.importing.simply_plural.export import Export

_USED = FLAGS | {"name", "type", "order", "supportMarkdown"}


def entries(export: Export) -> Iterator[Entry]:
    """Yield an entry for every custom field, in the order they are shown in."""
    found = [*export.records("customFields"), *export.legacy_fields()]
    found.sort(key=lambda field: _rank(field[1].get("order")))
    for position, (identity, record) in enumerate(found):
        yield _entry(export, identity, record, position)


def _entry(
    export: Export, identity: str, record: dict[str, Any], position: int
) -> Entry:
    name, unnamed = values.name_or_note(record.get("name"), "Nameless")
    kind, untyped = _type(record.get("type"))
    used = _USED - {"type"} if untyped else _USED
    return Entry(
        "fields",
        identity,
        {
            "name": name,
            "type": kind,
            "markdown": int(values.flag(record.get("supportMarkdown"))),
            "privacy": export.privacy.of(record),
            "position": position,
            "extra": export.rest("customFields", record, used),
        },
        stamp=stamp(record),
        notes=unnamed + untyped,
    )


def _type(value: Any) -> tuple[str, tuple[Note, ...]]:
    if kind := values.known_type(value):
        return kind, ()
    seen = str(value)[:20]
    return "text", (
        Note("bad_field_type", f"“{seen}” is no type of field; it holds text now."),
    )


def _rank(order: Any) -> tuple[int, float, str]:
    """Return what to sort by: whole numbers once, LexoRanks since version 300."""
    text = str(order or "").strip()
    try:
        return (0, float(text), "")
    except ValueError:
        return (1, 0, text)
