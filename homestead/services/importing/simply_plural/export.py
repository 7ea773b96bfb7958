"""A whole export, its collections laid out by name, and the plan it becomes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from homestead.services.importing import scrub
from homestead.services.importing.plan import Failed, Kept, Note, Plan
from homestead.services.importing.simply_plural import values
from homestead.services.importing.simply_plural.privacy import Privacy
from homestead.services.importing.simply_plural.shapes import ALIASES, Doc, docs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

APP = "simply-plural"
TITLE = "Simply Plural"

SECRET = frozenset(
    [
        "tokens",
        "securityLogs",
        "avatarExports",
        "dataExports",
        "verifiedKeys",
        "invalidJwtTokens",
    ]
)
"""Collections that are nothing but secrets: counted, never read."""

PLANNED = frozenset(
    (
        *("users", "customFields", "members", "frontStatuses", "groups"),
        *("frontHistory", "comments"),
    )
)
"""Collections that become rows; every other one is kept whole."""

REPORTED = {
    "users": "system",
    "members": "alters",
    "frontStatuses": "custom_fronts",
    "frontHistory": "fronts",
    "customFields": "fields",
}
"""What Homestead calls a collection, where it is not the name in snake case."""

_NOISE = frozenset({"_id", "id", "uid", "lastOperationTime", "exists"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Export:
    """The collections of an export, each a list of records with ids."""

    def __init__(self, contents: Iterable[Any]) -> None:
        self.plan = Plan(APP)
        self._docs: dict[str, list[Doc]] = {}
        self._known: dict[str, set[str]] = {}
        self._again: Counter[str] = Counter()
        self._fields: dict[str, str] = {}
        for content in contents:
            for name, collection in content.items():
                self._take(name, collection)
        buckets = self._docs.get("privacyBuckets", [])
        self.privacy = Privacy((doc.id, doc.record or {}) for doc in buckets)

    @property
    def names(self) -> list[str]:
        """The collections that are there, by Simply Plural's names."""
        return list(self._docs)

    def all(self, name: str) -> list[Doc]:
        """Return everything in a collection, whatever it is."""
        return self._docs.get(name, [])

    def records(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the records of a collection with their ids."""
        for doc in self.all(name):
            if doc.record is not None:
                yield doc.id, doc.record

    def legacy_fields(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the custom fields that older files keep inside the user."""
        for doc in self.all("users"):
            fields = (doc.record or {}).get("fields")
            for identity, record in fields.items() if isinstance(fields, dict) else ():
                known = self.knows("customFields", identity)
                if isinstance(record, dict) and not known:
                    yield identity, record

    def knows(self, name: str, identity: str) -> bool:
        """Tell whether a collection has a record with that id."""
        if name not in self._known:
            self._known[name] = {doc.id for doc in self.all(name)}
        return identity in self._known[name]

    def field_type(self, identity: str) -> str:
        """Return the type of the custom field with that id, "" if there is none."""
        if not self._fields:
            every = [*self.legacy_fields(), *self.records("customFields")]
            self._fields = {
                it: values.known_type(each.get("type")) or "text" for it, each in every
            }
        return self._fields.get(identity, "")

    def rest(
        self, name: str, record: dict[str, Any], used: frozenset[str]
    ) -> dict[str, Any]:
        """Return what of a record no column takes, for the `extra` column."""
        rest = {key: it for key, it in record.items() if key not in used | _NOISE}
        clean = scrub.scrubbed(rest, name, self.plan.left_out)
        told = {key: it for key, it in clean.items() if it not in (None, "", [], {})}
        return {APP: told} if told else {}

    def keep(
        self, name: str, identity: str, record: Any, notes: tuple[Note, ...] = ()
    ) -> None:
        """Keep a record whole, but for its secrets."""
        clean = scrub.scrubbed(record, name, self.plan.left_out)
        self.plan.kept.append(Kept(reported(name), identity, clean, notes))

    def _take(self, name: str, collection: Any) -> None:
        found = list(docs(collection))
        if name in SECRET or scrub.smells(name):
            if found:
                self.plan.left_out[name] += len(found)
            return
        name = ALIASES.get(name, name)
        there = self._docs.setdefault(name, []) if found else []
        earlier = {doc.id: place for place, doc in enumerate(there)}
        seen: set[str] = set()
        for doc in found:
            if doc.record is None and name in PLANNED:
                problem = Note("not_a_record", "It is a bare value, not a record.")
                self.plan.failed.append(Failed(reported(name), doc.id, problem))
            elif doc.id in seen:
                self._take_again(name, doc)
            elif doc.id in earlier:
                self._take_newer(name, earlier[doc.id], doc)
            else:
                there.append(doc)
            seen.add(doc.id)

    def _take_newer(self, name: str, place: int, doc: Doc) -> None:
        """Settle on one of two that different files hold: the one touched later."""
        there = self._docs[name][place]
        before, now = stamp(there.record or {}), stamp(doc.record or {})
        if doc.raw != there.raw and (before is None or now is None or before == now):
            self._take_again(name, doc)
            return
        if None not in (before, now) and now > before:  # type: ignore[operator]
            self._docs[name][place] = doc
        self.plan.told_again[reported(name)] += 1

    def _take_again(self, name: str, doc: Doc) -> None:
        """Keep a second record with an id that another one has already."""
        self._again[doc.id] += 1
        note = Note("twice", "Another record has the same id; this one was kept aside.")
        self.keep(name, f"{doc.id}#{self._again[doc.id] + 1}", doc.raw, (note,))


def reported(name: str) -> str:
    """Return what the report calls a collection: `boardMessages` → `board_messages`."""
    return REPORTED.get(name) or _HUMP.sub("_", name).lower()


def stamp(record: dict[str, Any]) -> int | None:
    """Return when Simply Plural last touched the record."""
    return values.moment(record.get("lastOperationTime"))
