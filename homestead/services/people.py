"""Everybody here, looked up by row, uid or handle: for those who name many at once.

Kept while the home's database is the same, so that a page with twenty authors asks
nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import handles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homestead.core.database import Reader
    from homestead.core.house import House

GONE = "Somebody who is gone"


class Person(NamedTuple):
    """An alter or a custom front, gone ones too."""

    id: int
    uid: str
    handle: str
    name: str
    pronouns: str
    color: str | None
    avatar: str | None
    kind: str
    public: bool
    archived: bool
    gone: bool
    proxy_tags: tuple[tuple[str, str], ...]
    keep_proxy: bool

    @property
    def is_alter(self) -> bool:
        """Whether somebody can be addressed: no custom front, and still here."""
        return self.kind == "alter" and not self.gone


class Group(NamedTuple):
    """A group, with the rows of the alters in it and in the groups in it."""

    uid: str
    handle: str
    name: str
    members: frozenset[int]


class People:
    """Everybody at one moment."""

    def __init__(self, everybody: Iterable[Person], groups: Iterable[Group]) -> None:
        self.everybody = tuple(everybody)
        self.groups = {group.handle: group for group in groups}
        self.by_row: Mapping[int, Person] = {one.id: one for one in self.everybody}
        self.by_uid: Mapping[str, Person] = {one.uid: one for one in self.everybody}
        here = [one for one in self.everybody if not one.gone]
        self.by_handle: Mapping[str, Person] = {one.handle: one for one in here}
        self._groups_of: dict[int, list[str]] = defaultdict(list)
        for group in self.groups.values():
            for member in group.members:
                self._groups_of[member].append(group.uid)

    def groups_of(self, person: Person) -> list[str]:
        """Return the uids of the groups somebody is in, however deep."""
        return self._groups_of[person.id]

    def told(self, uid: str) -> dict[str, Any]:
        """Return who that is, as scripts and pages read it."""
        person = self.by_uid.get(uid)
        if person is None:
            return _told(None, GONE, gone=True)
        return {
            **_told(person.handle, person.name, gone=person.gone),
            "pronouns": person.pronouns,
            "color": person.color,
            "avatar": person.avatar,
            "custom": person.kind == "custom",
        }

    def told_to_guest(self, uid: str) -> dict[str, Any]:
        """Return what a guest may know of them: nothing, unless they are public."""
        person = self.by_uid.get(uid)
        if person is None or not person.public:
            return _told(None, "Somebody here", gone=False)
        return self.told(uid)

    def near(self, word: str) -> list[Person]:
        """Return who may be meant by `word`, however it is misspelt; best first."""
        known = {one.name: one for one in self.by_handle.values()}
        known.update(self.by_handle)
        found = [known[each] for each in handles.suggest(word, known)]
        return list(dict.fromkeys(found))


def people(house: House) -> People:
    """Return everybody there is now."""
    # What this connection itself wrote is in the one, what others wrote in the other.
    state = (
        house.app.value("PRAGMA data_version"),
        house.app.connection.total_changes,
    )
    shelf: dict[str, Any] = house.kept("people", dict)
    kept = shelf.get("kept")
    if kept is None or kept[0] != state:
        kept = shelf["kept"] = (state, _read(house.app))
    found: People = kept[1]
    return found


def _read(reader: Reader) -> People:
    rows = reader.rows(
        "SELECT id, uid, handle, coalesce(nullif(display_name, ''), name) AS name,"
        " pronouns, color, avatar, kind, privacy = 'public' AS public,"
        " archived_at IS NOT NULL AS archived, deleted_at IS NOT NULL AS gone,"
        " proxy_tags, keep_proxy FROM alters ORDER BY position, id"
    )
    return People(map(_person, rows), _groups(reader))


def _person(row: Any) -> Person:
    tags = tuple(
        (str(tag.get("prefix") or ""), str(tag.get("suffix") or ""))
        for tag in json.loads(row["proxy_tags"])
        if isinstance(tag, dict)
    )
    flags = {key: bool(row[key]) for key in ("public", "archived", "gone")}
    keep = bool(row["keep_proxy"])
    return Person(**{**dict(row), **flags, "proxy_tags": tags, "keep_proxy": keep})


def _groups(reader: Reader) -> Iterable[Group]:
    rows = reader.rows(
        "SELECT id, uid, handle, name, parent_id FROM groups"
        " WHERE deleted_at IS NULL ORDER BY position, id"
    )
    parents = {row["id"]: row["parent_id"] for row in rows}
    members: dict[int, set[int]] = defaultdict(set)
    for link in reader.rows("SELECT group_id, alter_id FROM group_members"):
        group, seen = link["group_id"], set[int]()
        while group in parents and group not in seen:
            members[group].add(link["alter_id"])
            seen.add(group)
            group = parents[group]
    for row in rows:
        inside = frozenset(members[row["id"]])
        yield Group(row["uid"], row["handle"], row["name"], inside)


def _told(handle: str | None, name: str, *, gone: bool) -> dict[str, Any]:
    empty = {"pronouns": "", "color": None, "avatar": None, "custom": False}
    return {"alter": handle, "name": name, "gone": gone, **empty}


def by_source(house: House, app: str, source_id: str) -> Person | None:
    """Return who an import made of another app's record, if anybody."""
    row = house.app.value(
        "SELECT row_id FROM sources WHERE app = ? AND source_id = ?"
        " AND table_name = 'alters' AND row_id IS NOT NULL",
        (app, source_id),
    )
    return people(house).by_row.get(row or 0)
