"""What an entry refers to, as rows: a group's members, an alter's field values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homestead.services.importing.plan import Note

if TYPE_CHECKING:
    from homestead.services.importing.plan import Entry
    from homestead.services.importing.work import Work

PEOPLE = ("alters", "custom_fronts")


@dataclass(slots=True)
class Linked:
    """The references of one entry, resolved."""

    columns: dict[str, Any] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)
    fields: dict[int, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def write(self, work: Work, row: int) -> None:
        """Add the links of the row with that id, which is new."""
        for position, alter in enumerate(self.members):
            work.writer.insert(
                "group_members",
                {"group_id": row, "alter_id": alter, "position": position},
            )
        for field_id, value in self.fields.items():
            work.writer.insert(
                "field_values", {"field_id": field_id, "alter_id": row, "value": value}
            )


def resolve(work: Work, entry: Entry) -> Linked | None:
    """Return the references of `entry`; None if what it belongs to is nowhere."""
    values = entry.values
    linked = Linked()
    if "front" in values:
        front = work.row("fronts", source_id=values["front"])
        if front is None:
            return None
        linked.columns["front_id"] = front
    if "parent" in values:
        linked.columns["parent_id"] = _parent(work, values["parent"], linked.notes)
    linked.members = members(work, values.get("members", ()), linked.notes)
    linked.fields = fields(work, values.get("fields", {}), linked.notes)
    return linked


def members(work: Work, ids: Any, notes: list[Note]) -> list[int]:
    """Return the rows of these alters, each once; note how many are nowhere."""
    found = [work.row(*PEOPLE, source_id=each) for each in ids]
    missing = found.count(None)
    if missing:
        said = f"{missing} of its members are not in the file; they were left out."
        notes.append(Note("members_missing", said))
    return list(dict.fromkeys(row for row in found if row is not None))


def fields(work: Work, values: dict[str, str], notes: list[Note]) -> dict[int, str]:
    """Return the values by the rows of their fields; note those of no field."""
    found: dict[int, str] = {}
    for source_id, value in values.items():
        row = work.row("fields", source_id=source_id)
        if row is None:
            said = "A value belongs to a field that is not in the file."
            notes.append(Note("field_missing", said))
        else:
            found[row] = value
    return found


def _parent(work: Work, source_id: str | None, notes: list[Note]) -> int | None:
    if source_id is None:
        return None
    parent = work.row("groups", source_id=source_id)
    if parent is None:
        said = "Its parent is not in the file; it is at the top."
        notes.append(Note("group_without_parent", said))
    return parent
