"""What a file becomes before anything is written: pure data, no database.

A reader (`simply_plural`, `pluralkit`) turns a parsed file into one `Plan`; `apply`
resolves it against the home and writes it in one transaction. Three rules bind them:

* **Every record of the file becomes exactly one thing** in the plan: an `Entry`, a
  `Front`, a `Switch`, a `Kept` or a `Failed`, under the collection the report counts
  it in; or it is counted in `left_out` (secrets, empty husks).
* **References are source ids**, never row ids: `"fields": {"65a…20": "Host"}`,
  `"members": ["abcde"]`. A source id or any alias of it will do; what the file does
  not hold is looked for among earlier imports of the same app.
* **Notes degrade**: a record with a note is written, counted as `degraded`, and the
  note becomes a warning that says what was lost. What concerns the file as a whole
  goes to `Plan.warnings` and degrades nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Note(NamedTuple):
    """Something a record lost on its way in: `Note("bad_color", "The colour …")`."""

    code: str
    message: str


class Warn(NamedTuple):
    """A warning of the report; `ref` is `collection/source_id`, or "" for the file."""

    code: str
    message: str
    ref: str = ""


class Twin(NamedTuple):
    """Who the same alter is in another app, where the file says so (`pkId`)."""

    app: str
    collection: str
    source_id: str


@dataclass(slots=True)
class Entry:
    """One record that becomes one row.

    `collection` decides the table, and is what the report counts:

    =============  ==============  ===================================================
    collection     table           keys of `values` beside the table's own columns
    =============  ==============  ===================================================
    system         system          nothing
    alters         alters          `fields`: {field's source id: text},
                                   `archived`: bool, instead of `archived_at`
    custom_fronts  alters          the same; `apply` sets `kind = "custom"` by itself
    groups         groups          `members`: [alter's source id, …] in order,
                                   `parent`: group's source id or None
    fields         fields          nothing
    comments       front_comments  `front`: front's source id
    =============  ==============  ===================================================

    Column values are plain: text, int (times in ms), bool as 0/1, None; the JSON
    columns (`tags`, `proxy_tags`, `extra`) take lists and dicts. Leave out what the
    source does not know. Never given: `id`, `uid`, `handle` (made from the name),
    `kind`, `updated_at`, `deleted_at`. `created_at` may be given, else it is now.
    `avatar` comes from an avatar file only; a picture's address goes to `avatar_url`.

    `source_id`: text, unique in its collection, the same in every export of the app.
    `aliases`: other ids the app itself uses for it (PluralKit: uuid and short id).
    `twins`: ids in other apps. Who is found there already is merged, not doubled: the
    newcomer fills what is still empty.
    `stamp`: when the source last touched the record (ms), if it tells. A record with
    an older stamp than the one imported before changes nothing.
    `raw`: the record as it was, preserved where what it belongs to is nowhere (a
    comment whose front is gone).
    `made`: not a record of the file but a stand-in for one that is gone there; is
    written only if nothing is known by that id, and counted nowhere.
    """

    collection: str
    source_id: str
    values: dict[str, Any]
    aliases: tuple[str, ...] = ()
    twins: tuple[Twin, ...] = ()
    stamp: int | None = None
    notes: tuple[Note, ...] = ()
    raw: Any = None
    made: bool = False


@dataclass(slots=True)
class Front:
    """One stretch of one alter at the front; compact, for there may be 200,000.

    `alter`: source id (or alias) in `alters` or `custom_fronts`; share the string
    object between fronts. Times in ms, `ended_at` None while open; the reader sees to
    `started_at < ended_at`. Fronts of one alter that overlap, in the file or with what
    the home has, are cut by `apply`. `position` orders those who are there at once.
    `source_id` for PluralKit, whose switches have none: "<start ms>/<short id>".
    """

    source_id: str
    alter: str
    started_at: int
    ended_at: int | None
    status: str = ""
    tier: str = "primary"
    position: float = 0
    extra: dict[str, Any] | None = None
    stamp: int | None = None
    notes: tuple[Note, ...] = ()


class Switch(NamedTuple):
    """A switch record of the file, for the report and for telling new from known.

    Writes no row but one in `sources`: what it means is in `Plan.fronts`.
    `snapshot`: who it switched to, as compact as can be (`"abcde fghij"`).
    """

    source_id: str
    snapshot: str
    notes: tuple[Note, ...] = ()


class Kept(NamedTuple):
    """A record no module can show yet: stored whole, scrubbed of secrets."""

    collection: str
    source_id: str
    record: Any
    notes: tuple[Note, ...] = ()


class Failed(NamedTuple):
    """A record nothing can be done with, and why."""

    collection: str
    source_id: str
    reason: Note


@dataclass(slots=True)
class Plan:
    """Everything one file says.

    `marks`: moments (ms) of switches that changed nobody, kept in `switch_marks`.
    `complete`: (first, last) if the file lists every front of that time, as
    PluralKit's does: a front this app brought earlier that starts in there and is not
    in the file any more is gone over there, and is deleted (softly) here too unless it
    was changed here.
    `left_out`: what was not taken, by collection: {"tokens": 2}.
    `told_again`: how many records of a collection another given file holds as well,
    as new or newer.
    """

    app: str
    entries: list[Entry] = field(default_factory=list)
    fronts: list[Front] = field(default_factory=list)
    switches: list[Switch] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    told_again: Counter[str] = field(default_factory=Counter)
    complete: tuple[int, int] | None = None

    @property
    def size(self) -> int:
        """How many records are to be settled."""
        compact = len(self.fronts) + len(self.switches)
        return len(self.entries) + compact + len(self.kept)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take these entries in."""
        self.entries.extend(entries)

    def warn(self, code: str, message: str, ref: str = "") -> None:
        """Say something about the file as a whole."""
        self.warnings.append(Warn(code, message, ref))


def someone(app: str, source_id: str, *, custom: bool = False) -> Entry:
    """Return a stand-in for an alter that `source_id` names and nobody knows."""
    return Entry(
        "custom_fronts" if custom else "alters",
        source_id,
        {
            "name": f"Someone deleted ({source_id[-4:]})",
            "description": f"Someone deleted in {app}; the record of them is kept.",
            "archived": True,
            "archived_reason": "deleted before the import",
            "privacy": "private",
        },
        made=True,
    )
