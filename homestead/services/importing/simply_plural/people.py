"""Members and custom fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.importing.plan import Entry, Twin
from homestead.services.importing.simply_plural import values
from homestead.services.importing.simply_plural.export import stamp
from homestead.services.importing.simply_plural.privacy import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.services.importing.simply_plural.export import Export

_USED = FLAGS | {
    "name",
    "desc",
    "pronouns",
    "color",
    "avatarUrl",
    "archived",
    "archivedReason",
}


def entries(export: Export) -> Iterator[Entry]:
    """Yield an entry for every member and every custom front."""
    elsewhere = 0
    for collection in ("members", "frontStatuses"):
        for identity, record in export.records(collection):
            elsewhere += bool(record.get("avatarUrl") or record.get("avatarUuid"))
            yield _entry(export, collection, identity, record)
    if elsewhere:
        export.plan.warn(
            "avatars_elsewhere",
            f"{elsewhere} of them have pictures that are not in this file;"
            " their addresses were kept. The pictures are in Simply Plural's avatar"
            " ZIP: give it together with this file, or later.",
        )


def _entry(
    export: Export, collection: str, identity: str, record: dict[str, Any]
) -> Entry:
    name, unnamed = values.name_or_note(record.get("name"), "Nameless")
    color, uncolored = values.color_or_note(record.get("color"))
    info, rest = _info(export, record)
    address = values.address(record.get("avatarUrl"))
    used = _USED - {"color"} if uncolored else _USED
    used = used if address else used - {"avatarUrl"}
    found: dict[str, Any] = {
        "name": name,
        "pronouns": values.line(record.get("pronouns")),
        "color": color,
        "description": values.text(record.get("desc")),
        "privacy": export.privacy.of(record),
        "avatar_url": address,
        "archived": values.flag(record.get("archived")),
        "archived_reason": values.line(record.get("archivedReason")),
        "fields": info,
        "extra": export.rest(collection, {**record, "info": rest}, used),
    }
    created = values.created(identity)
    if created is not None:
        found["created_at"] = created
    return Entry(
        "alters" if collection == "members" else "custom_fronts",
        identity,
        found,
        twins=_twins(record),
        stamp=stamp(record),
        notes=unnamed + uncolored,
    )


def _info(
    export: Export, record: dict[str, Any]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the values of fields there are, and those of fields long deleted."""
    info = record.get("info")
    if not isinstance(info, dict):
        return {}, {}
    known: dict[str, str] = {}
    rest: dict[str, Any] = {}
    for identity, value in info.items():
        written = values.text(value)
        if kind := export.field_type(identity):
            if written:
                known[identity] = values.of_field(written, kind)
        elif written:
            rest[identity] = value
    return known, rest


def _twins(record: dict[str, Any]) -> tuple[Twin, ...]:
    """Return who this is in PluralKit, if Simply Plural knows."""
    known = values.line(record.get("pkId")).lower().replace("-", "")
    return (Twin("pluralkit", "alters", known),) if known else ()
