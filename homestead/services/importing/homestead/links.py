"""What belongs to an alter or a group: values of fields, members, a parent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homestead.services.importing.homestead import checking
from homestead.services.importing.plan import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homestead.services.exporting.shape import Section
    from homestead.services.importing.homestead.restoring import Outcome, Restoring


@dataclass(slots=True)
class Belongings:
    """The links of one record: rows of `table`, from `owner` to others.

    `wanted` tells for each row linked to what the link says: a field's value, or a
    member's place.
    """

    work: Restoring
    table: str
    owner: str
    other: str
    says: str
    wanted: dict[int, Any]

    @classmethod
    def of(
        cls, work: Restoring, section: Section, record: dict[str, Any], outcome: Outcome
    ) -> Belongings:
        """Return what belongs to a record, resolved; what is nowhere is told of."""
        if section.name == "alters":
            values = checking.pairs(record, "fields")
            wanted = _resolved(work, "fields", values, outcome)
            return cls(work, "field_values", "alter_id", "field_id", "value", wanted)
        if section.name == "groups":
            members = checking.texts(record, "members")
            places = {uid: place for place, uid in enumerate(members)}
            wanted = _resolved(work, "alters", places, outcome)
            return cls(
                work, "group_members", "group_id", "alter_id", "position", wanted
            )
        return cls(work, "", "", "", "", {})

    def differ(self, owner: int) -> bool:
        """Tell whether the row's links here are others than these."""
        if not self.table:
            return False
        there = self._there(owner)
        if self.says == "position":
            return sorted(there, key=lambda it: there[it][1]) != list(self.wanted)
        return {other: said for other, (_, said) in there.items()} != self.wanted

    def settle(self, owner: int) -> None:
        """Make the row's links these."""
        if not self.table:
            return
        writer = self.work.rows.writer
        there = self._there(owner)
        for other, (link, _) in there.items():
            if other not in self.wanted:
                writer.delete(self.table, link)
        for other, said in self.wanted.items():
            columns = {self.owner: owner, self.other: other, self.says: said}
            if other not in there:
                writer.insert(self.table, columns)
            elif there[other][1] != said:
                writer.update(self.table, there[other][0], {self.says: said})

    def _there(self, owner: int) -> dict[int, tuple[int, Any]]:
        """Return for each row linked to the link's own id and what it says."""
        order = "position, id" if self.says == "position" else "id"
        rows = self.work.rows.reader.rows(
            f"SELECT id, {self.other}, {self.says} FROM {self.table}"  # noqa: S608
            f" WHERE {self.owner} = ? ORDER BY {order}",
            (owner,),
        )
        return {row[1]: (row[0], row[2]) for row in rows}


def parents_first(records: Iterable[Any]) -> Iterator[Any]:
    """Yield the records of groups, each after its parent; else in the order they have.

    Those in a circle, which Homestead never writes, come last and as they are.
    """
    uids = {_uid(record) for record in records}
    placed: set[Any] = {None}
    waiting = list(records)
    while waiting:
        later = []
        for record in waiting:
            above = record.get("parent") if isinstance(record, dict) else None
            if above in placed or above not in uids:
                placed.add(_uid(record))
                yield record
            else:
                later.append(record)
        if len(later) == len(waiting):
            yield from later
            return
        waiting = later


def parent(
    work: Restoring, uid: str | None, row: int | None, outcome: Outcome
) -> int | None:
    """Return the row of a group's parent, unless it is nowhere or inside the group."""
    found = None if uid is None else work.rows.find("groups", uid)
    if uid is not None and found is None:
        outcome.note(_NO_PARENT)
    above = found
    while above is not None and row is not None:
        if above == row:
            outcome.warn(_CIRCLE)
            return None
        above = work.parent_of(above)
    return found


_NO_PARENT = Note("group_without_parent", "Its parent is not there; it is at the top.")
_CIRCLE = Note("group_circle", "Its parent would be inside it; it is at the top.")


def _uid(record: Any) -> Any:
    uid = record.get("uid") if isinstance(record, dict) else None
    return uid if isinstance(uid, str) else ""


def _resolved(
    work: Restoring, table: str, told: dict[str, Any], outcome: Outcome
) -> dict[int, Any]:
    found = {}
    for uid, says in told.items():
        row = work.rows.find(table, uid)
        if row is None:
            outcome.note(
                Note("link_missing", f"It belongs with one of {table} not here.")
            )
        else:
            found[row] = says
    return found
