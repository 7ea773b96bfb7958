"""The system, its members and its groups, each as one entry of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConfigError
from homestead.services.importing.plan import Entry
from homestead.services.importing.pluralkit import values
from homestead.services.importing.pluralkit.record import Record

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

NOT_SET = "UTC"
"""The time zone PluralKit gives everybody who never chose one."""

_HUSK = 5
"""An id as short as this, at most, is shown beside a name that is missing."""


def system(raw: dict[str, Any], left_out: Counter[str]) -> Entry:
    """Return the system that the file as a whole describes."""
    record = Record(raw, "system")
    found = {
        **_common(record),
        "pronouns": record.line("pronouns"),
        "tag": record.line("tag"),
        "avatar_url": record.line("avatar_url") or None,
    }
    zone = _time_zone(record)
    if zone:
        found["time_zone"] = zone
    return _entry(record, found, left_out)


def member(raw: dict[str, Any], left_out: Counter[str]) -> Entry:
    """Return the alter a member is. Its `source_id` is "" if nothing names it."""
    record = Record(raw, "alters")
    birthday, year_hidden = record.birthday("birthday")
    found = {
        **_common(record),
        "display_name": record.line("display_name"),
        "pronouns": record.line("pronouns"),
        "birthday": birthday,
        "birthday_year_hidden": year_hidden,
        "proxy_tags": _proxy_tags(record),
        "keep_proxy": record.flag("keep_proxy", default=0),
        "autoproxy": record.flag("autoproxy_enabled", default=1),
        "avatar_url": record.line("avatar_url") or None,
    }
    return _entry(record, found, left_out)


def group(
    raw: dict[str, Any], known: Mapping[str, str], left_out: Counter[str]
) -> Entry:
    """Return a group; `known` tells each member's id from any id they go by."""
    record = Record(raw, "groups")
    found = {**_common(record), "display_name": record.line("display_name")}
    if record.left.get("members") is not None:
        found["members"] = _belonging(record, known)
    return _entry(record, found, left_out)


def reference(value: Any) -> str:
    """Return which member is meant by an id, or by a whole member."""
    if isinstance(value, dict):
        return values.identity(value.get("id")) or values.identity(value.get("uuid"))
    return values.identity(value)


def _common(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": record.line("name"),
        "description": record.text("description"),
        "color": record.color("color"),
        "privacy": record.visible(),
    }
    created = record.moment("created")
    if created is not None:
        found["created_at"] = created
    return found


def _entry(record: Record, found: dict[str, Any], left_out: Counter[str]) -> Entry:
    """Name the record; what has no id of its own goes by its name."""
    ids = [values.identity(record.left.get(key)) for key in ("id", "uuid")]
    ids = [each for each in ids if each]
    name = found["name"]
    if not ids and name:
        record.note("no_id", "It has no id: it is known by its name only.")
        ids = [f"name:{name}"]
    if not name and record.collection != "system":
        found["name"] = _stand_in(found, ids)
        record.note("no_name", "It has no name.")
    found["extra"] = record.rest(left_out)
    source_id, *aliases = ids or [""]
    return Entry(
        record.collection,
        source_id,
        found,
        aliases=tuple(aliases),
        notes=tuple(record.notes),
    )


def _stand_in(found: dict[str, Any], ids: list[str]) -> str:
    shown = found.get("display_name")
    return shown or (f"({ids[0][:_HUSK]})" if ids else "")


def _time_zone(record: Record) -> str:
    """Return the zone the system chose, from the settings or where they once were."""
    config = record.left.get("config")
    chosen = config.get("timezone") if isinstance(config, dict) else None
    chosen = values.text(chosen or record.left.get("timezone")) or ""
    if chosen in ("", NOT_SET):
        return ""
    try:
        clock.zone(chosen)
    except ConfigError:
        record.note("bad_timezone", "No time zone is called what this says.")
        return ""
    return chosen


def _proxy_tags(record: Record) -> list[dict[str, str | None]]:
    """Take the proxy tags, or the one that very old files have."""
    tags: list[Any] = record.listed("proxy_tags")
    old = {side: record.left.pop(side, None) for side in ("prefix", "suffix")}
    if not tags and any(old.values()):
        tags = [old]
    found = values.proxy_tags(tags)
    if any(not isinstance(each, dict) for each in tags):
        record.note("bad_proxy_tags", "A proxy tag is not one; it is left out.")
    return found


def _belonging(record: Record, known: Mapping[str, str]) -> list[str]:
    told = [reference(each) for each in record.listed("members")]
    missing = sum(each not in known for each in told)
    if missing:
        record.note("unknown_member", f"{missing} in it are not in the file.")
    return list(dict.fromkeys(known[each] for each in told if each in known))
