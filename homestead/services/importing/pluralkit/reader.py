"""Turns a parsed PluralKit file into a plan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from homestead.services.importing.plan import Entry, Failed, Kept, Note, Plan, someone
from homestead.services.importing.pluralkit import people, values
from homestead.services.importing.pluralkit.switches import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VERSION = 2
_LISTS = ("members", "groups", "switches")
_LATEST = ("created", "last_message_timestamp")


def plan(document: dict[str, Any]) -> Plan:
    """Return what `document` says, taking the switches out of it meanwhile."""
    found = Plan(values.APP)
    _check_version(found, document)
    lists = {key: _list(found, document, key) for key in _LISTS}
    knows_until = _knows_until(document, lists["members"])
    whole = {key: value for key, value in document.items() if key not in _LISTS}
    whole.pop("version", None)
    found.add([_system(whole, found)])
    cast = _Cast(found)
    _take(found, "alters", lists["members"], cast.add)
    _take(found, "groups", lists["groups"], _groups(found, cast))
    Reader(found, cast.who).read(lists["switches"])
    cast.tell_of_strangers()
    _date(found, knows_until)
    found.kept = list(_told_apart(found.kept))
    return found


def _told_apart(kept: list[Kept]) -> Iterator[Kept]:
    """Yield the records kept aside; those that say the same get a number each."""
    times: Counter[tuple[str, str]] = Counter()
    for record in kept:
        place = record[:2]
        times[place] += 1
        if times[place] == 1:
            yield record
        else:
            yield record._replace(source_id=f"{record.source_id}-{times[place]}")


def _date(found: Plan, knows_until: int) -> None:
    """Say up to when the file knows: what is newer in the home stays as it is."""
    if found.complete is not None:
        first, last = found.complete
        knows_until = max(last, knows_until)
        found.complete = (first, knows_until)
    for entry in found.entries:
        entry.stamp = None if entry.made else knows_until


class _Cast:
    """The members, by every id they go by, and those only the switches know of."""

    def __init__(self, found: Plan) -> None:
        self._plan = found
        self.known: dict[str, str] = {}
        self._strangers: dict[str, str] = {}

    def add(self, raw: dict[str, Any]) -> Entry | None:
        """Take a member in; None if nothing names them or their id is taken."""
        entry = people.member(raw, self._plan.left_out)
        if entry.source_id in self.known or not entry.source_id:
            return None
        entry.aliases = tuple(each for each in entry.aliases if each not in self.known)
        for each in (entry.source_id, *entry.aliases):
            self.known[each] = entry.source_id
        return entry

    def who(self, value: Any) -> str:
        """Return whom a switch means by `value`, an id or a whole member."""
        named = people.reference(value)
        if named in self.known:
            return self.known[named]
        if isinstance(value, dict) and value.get("name") and named:
            entry = self.add(value)
            if entry is not None:
                self._plan.add([entry])
                self._strangers.pop(named, None)
                return entry.source_id
        return self._strangers.setdefault(named, named) if named else ""

    def tell_of_strangers(self) -> None:
        """Give everybody a stand-in whom a switch names and the file does not hold."""
        for named in self._strangers:
            self._plan.add([someone("PluralKit", named)])
            self._plan.warn(
                "unknown_member",
                f"Switches name “{named}”, whom the file does not hold;"
                " their time on record is kept.",
                f"alters/{named}",
            )


def _check_version(found: Plan, document: dict[str, Any]) -> None:
    version = document.get("version")
    if version not in (None, VERSION, str(VERSION)):
        found.warn(
            "unknown_version",
            f"The file says it is version {str(version)[:20]} of PluralKit's export;"
            f" it is read as version {VERSION}.",
        )


def _list(found: Plan, document: dict[str, Any], key: str) -> list[Any]:
    """Return a list of the file; one that is missing or something else is empty."""
    value = document.get(key)
    if isinstance(value, list):
        return value
    if value is not None:
        found.warn(
            "not_a_list", f"“{key}” in the file is not a list: nothing is there."
        )
    return []


def _system(whole: dict[str, Any], found: Plan) -> Entry:
    entry = people.system(whole, found.left_out)
    entry.source_id = entry.source_id or "system"
    return entry


def _take(
    found: Plan,
    collection: str,
    records: list[Any],
    read: Callable[[dict[str, Any]], Entry | None],
) -> None:
    """Turn each record into an entry, or keep it whole where that cannot be."""
    for place, raw in enumerate(records, 1):
        if not isinstance(raw, dict):
            reason = Note("not_a_record", "It is not a record but something else.")
            found.failed.append(Failed(collection, f"#{place}", reason))
            continue
        entry = read(raw)
        if entry is not None:
            found.add([entry])
        else:
            found.kept.append(_nameless(collection, raw, found))


def _nameless(collection: str, raw: dict[str, Any], found: Plan) -> Kept:
    """Keep a record that has no id and no name, or an id that is taken already."""
    from homestead.services.importing.pluralkit.record import Record

    record = Record(raw, collection)
    extra = record.rest(found.left_out).get(values.APP, {})
    note = Note("no_id", "It has no id of its own, or another's.")
    return Kept(collection, values.fingerprint(extra), extra, (note, *record.notes))


def _groups(found: Plan, cast: _Cast) -> Callable[[dict[str, Any]], Entry | None]:
    seen: set[str] = set()

    def read(raw: dict[str, Any]) -> Entry | None:
        entry = people.group(raw, cast.known, found.left_out)
        if not entry.source_id or entry.source_id in seen:
            return None
        seen.update((entry.source_id, *entry.aliases))
        return entry

    return read


def _knows_until(document: dict[str, Any], members: list[Any]) -> int:
    """Return the latest moment the file mentions: of what came later it knows nothing.

    Whoever imports an old file after a newer one loses nothing the newer one brought.
    """
    told = [document, *(each for each in members if isinstance(each, dict))]
    moments = (values.millis(each.get(key)) for each in told for key in _LATEST)
    return max((at for at in moments if at is not None), default=0)
