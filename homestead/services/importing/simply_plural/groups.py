"""Groups, a forest of them, whose records know their parent and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.importing.plan import Entry, Note
from homestead.services.importing.simply_plural import values
from homestead.services.importing.simply_plural.export import stamp
from homestead.services.importing.simply_plural.privacy import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.services.importing.simply_plural.export import Export

_ROOT = frozenset({"", "root"})
_USED = FLAGS | {"parent", "name", "desc", "color", "emoji", "members"}


def entries(export: Export) -> Iterator[Entry]:
    """Yield an entry for every group."""
    records = dict(export.records("groups"))
    parents = {it: values.source_id(each.get("parent")) for it, each in records.items()}
    settled = _settled(parents)
    for identity, record in records.items():
        parent, notes = settled[identity]
        yield _entry(export, identity, record, parent, notes)


def _entry(
    export: Export,
    identity: str,
    record: dict[str, Any],
    parent: str | None,
    notes: tuple[Note, ...],
) -> Entry:
    name, unnamed = values.name_or_note(record.get("name"), "Nameless")
    color, uncolored = values.color_or_note(record.get("color"))
    used = _USED - {"color"} if uncolored else _USED
    found: dict[str, Any] = {
        "name": name,
        "parent": parent,
        "description": values.text(record.get("desc")),
        "color": color,
        "emoji": values.line(record.get("emoji")),
        "privacy": export.privacy.of(record),
        "members": values.ids(record.get("members")),
        "extra": export.rest("groups", record, used),
    }
    created = values.created(identity)
    if created is not None:
        found["created_at"] = created
    return Entry(
        "groups",
        identity,
        found,
        stamp=stamp(record),
        notes=notes + unnamed + uncolored,
    )


def _settled(parents: dict[str, str]) -> dict[str, tuple[str | None, tuple[Note, ...]]]:
    """Return each group's parent, None at the root; what hangs nowhere goes there."""
    settled: dict[str, tuple[str | None, tuple[Note, ...]]] = {}
    for identity, parent in parents.items():
        if parent in _ROOT:
            settled[identity] = None, ()
        elif parent not in parents:
            lost = Note("group_without_parent", "Its parent is gone; it is at the top.")
            settled[identity] = None, (lost,)
        else:
            settled[identity] = parent, ()
    for identity in parents:
        if _in_circle(identity, settled):
            circle = Note("group_circle", "It was inside itself; it is at the top now.")
            settled[identity] = None, (circle,)
    return settled


def _in_circle(
    identity: str, settled: dict[str, tuple[str | None, tuple[Note, ...]]]
) -> bool:
    seen: set[str] = set()
    above = settled[identity][0]
    while above is not None and above not in seen:
        if above == identity:
            return True
        seen.add(above)
        above = settled[above][0]
    return False
