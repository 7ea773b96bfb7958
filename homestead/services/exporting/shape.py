"""What an export holds: every section, every key, and the column it comes from.

The writer, the importer and the documentation all follow these tables, and a test
holds them to the database's own: no column can be forgotten.
"""

from __future__ import annotations

from typing import Any, NamedTuple

FORMAT = 1
"""The number after `homestead_export`; a reader refuses a higher one."""

TEXT, NUMBER, FLAG, MOMENT, JSON = "text", "number", "flag", "moment", "json"


class Key(NamedTuple):
    """One key of a record.

    `kind` is TEXT, NUMBER, FLAG, MOMENT or JSON, or the table whose row the key names
    by uid. A key that has its `default` is left out of the file. `needed` ones are
    always there. `allowed`: the only values it may have.
    """

    name: str
    kind: str = TEXT
    default: Any = ""
    needed: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """The column it is kept in."""
        return f"{self.name}_id" if self.is_reference else self.name

    @property
    def is_reference(self) -> bool:
        """Whether it names another row."""
        return self.kind in TABLES


class Section(NamedTuple):
    """Records of one kind, each from one row of `table`."""

    name: str
    table: str
    keys: tuple[Key, ...]


LEVELS = ("private", "trusted", "friends", "public")
TABLES = ("system", "fields", "alters", "groups", "fronts", "front_comments")
"""The tables whose rows have a uid."""

_UID = Key("uid", needed=True)
_NAME = Key("name", needed=True)
_HANDLE = Key("handle", needed=True)
_PRIVACY = Key("privacy", default="private", allowed=LEVELS)
_EXTRA = Key("extra", JSON, {})
_POSITION = Key("position", NUMBER, 0)
_CREATED = Key("created_at", MOMENT, None, needed=True)
_UPDATED = Key("updated_at", MOMENT, None, needed=True)
_DELETED = Key("deleted_at", MOMENT, None)
_COLOR = Key("color", default=None)

SYSTEM = Section(
    "system",
    "system",
    (
        *(_UID, Key("name"), Key("description"), Key("pronouns"), Key("tag"), _COLOR),
        *(Key("avatar", default=None), Key("avatar_url", default=None)),
        *(Key("time_zone"), _PRIVACY, _EXTRA, _CREATED, _UPDATED),
    ),
)
FIELDS = Section(
    "fields",
    "fields",
    (
        *(_UID, _HANDLE, _NAME),
        Key(
            "type",
            default="text",
            allowed=(
                *("text", "color", "date", "month", "year", "month_year"),
                *("timestamp", "month_day"),
            ),
        ),
        *(Key("markdown", FLAG, 0), _PRIVACY, _POSITION, _EXTRA),
        *(_CREATED, _UPDATED, _DELETED),
    ),
)
ALTERS = Section(
    "alters",
    "alters",
    (
        *(_UID, _HANDLE, _NAME, Key("display_name")),
        Key("kind", default="alter", allowed=("alter", "custom")),
        *(Key("pronouns"), _COLOR, Key("description")),
        *(Key("birthday", default=None), Key("birthday_year_hidden", FLAG, 0)),
        *(Key("tags", JSON, []), Key("proxy_tags", JSON, [])),
        *(Key("keep_proxy", FLAG, 0), Key("autoproxy", FLAG, 1), _PRIVACY),
        *(Key("avatar", default=None), Key("avatar_url", default=None)),
        *(Key("archived_at", MOMENT, None), Key("archived_reason")),
        *(_POSITION, _EXTRA, _CREATED, _UPDATED, _DELETED),
    ),
)
GROUPS = Section(
    "groups",
    "groups",
    (
        *(_UID, _HANDLE, Key("parent", "groups", None), _NAME, Key("display_name")),
        *(Key("description"), _COLOR, Key("emoji"), Key("subsystem", FLAG, 0)),
        *(_PRIVACY, _POSITION, _EXTRA, _CREATED, _UPDATED, _DELETED),
    ),
)
FRONTS = Section(
    "fronts",
    "fronts",
    (
        *(_UID, Key("alter", "alters", None, needed=True)),
        Key("started_at", MOMENT, None, needed=True),
        Key("ended_at", MOMENT, None),
        Key("tier", default="primary", allowed=("primary", "co-front", "co-conscious")),
        *(_POSITION, Key("status"), _EXTRA, _CREATED, _DELETED),
    ),
)
COMMENTS = Section(
    "comments",
    "front_comments",
    (
        *(_UID, Key("at", MOMENT, None, needed=True), Key("text", needed=True)),
        *(_EXTRA, _CREATED, _DELETED),
    ),
)
MARKS = Section("switch_marks", "switch_marks", (Key("at", MOMENT, None, needed=True),))
STYLES = Section(
    "styles",
    "styles",
    (
        *(Key("alter", "alters", None), Key("tokens", JSON, {})),
        *(Key("pinned_at", MOMENT, None), _CREATED, _UPDATED),
    ),
)
SOURCES = Section(
    "sources",
    "sources",
    (
        *(Key("app", needed=True), Key("collection", needed=True)),
        *(Key("source_id", needed=True), Key("table_name", needed=True)),
        Key("snapshot"),
    ),
)
PRESERVED = Section(
    "preserved",
    "preserved",
    (
        *(Key("app", needed=True), Key("collection", needed=True)),
        *(Key("source_id", needed=True), Key("record", JSON, None, needed=True)),
        Key("preserved_at", MOMENT, None, needed=True),
        *(Key("taken_by", default=None), Key("taken_at", MOMENT, None)),
    ),
)
IMPORTS = Section(
    "imports",
    "imports",
    (
        *(Key("app", needed=True), Key("at", MOMENT, None, needed=True)),
        *(Key("file_name", needed=True), Key("sha256", needed=True)),
        Key("report", JSON, None, needed=True),
    ),
)

LISTS = (FIELDS, ALTERS, GROUPS, FRONTS, MARKS, STYLES, SOURCES, PRESERVED, IMPORTS)
"""The sections that are lists, in the order they stand in the file."""

MODULES = "modules"
"""What modules keep, after the lists: `{"module", "record"}` each, if there is any."""

HEAD = ("homestead_export", "version", "exported_at", "home", "system")
"""What stands before the lists."""
