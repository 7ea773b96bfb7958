"""Tells by its content which app a file came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

SIMPLY_PLURAL, PLURALKIT, HOMESTEAD = "simply-plural", "pluralkit", "homestead"
FORMATS = (SIMPLY_PLURAL, PLURALKIT, HOMESTEAD)
"""What `--format` takes."""

TITLES = {
    SIMPLY_PLURAL: "Simply Plural",
    PLURALKIT: "PluralKit",
    HOMESTEAD: "Homestead",
}

_SP_COLLECTIONS = frozenset(
    [
        "members",
        "frontHistory",
        "frontStatuses",
        "customFronts",
        "customFields",
        "privacyBuckets",
        "users",
        "private",
        "groups",
        "comments",
        "notes",
        "polls",
        "boardMessages",
        "channels",
        "channelCategories",
        "chatMessages",
        "automatedReminders",
        "automatedTimers",
        "repeatedReminders",
        "repeatedTimers",
        "friends",
        "tokens",
        "securityLogs",
    ]
)
_SP_SURE = frozenset(
    [
        "frontHistory",
        "frontStatuses",
        "customFronts",
        "privacyBuckets",
        "users",
        "customFields",
    ]
)
_PLURALKIT_VERSION = 2


def detect(name: str, content: Any) -> str:
    """Return which of `FORMATS` the parsed `content` of file `name` is.

    Raises UsageError naming the app where Homestead knows but cannot read it yet, and
    saying what it can read where it knows nothing of the file.
    """
    if isinstance(content, list):
        return _of_list(name, content)
    if not isinstance(content, dict):
        raise _unknown(name)
    for app, told in _FOREIGN:
        if told(content):
            raise _not_yet(name, app)
    for found, told in _KNOWN:
        if told(content):
            return found
    raise _unknown(name)


def detect_archive(name: str, members: list[str]) -> None:
    """Raise UsageError if the names in a ZIP are those of an app not read yet."""
    lower = {each.lower() for each in members}
    foreign = (
        ("PluralPort", bool(lower & {"openplural.json", "pluralport.json"})),
        ("PluralSpace", {"manifest.json", "data.json"} <= lower),
        ("Lighthouse", any(each.endswith(".csv") for each in lower)),
    )
    for app, found in foreign:
        if found:
            raise _not_yet(name, app)


def _of_list(name: str, content: list[Any]) -> str:
    """Tell a single collection dumped by Simply Plural's API."""
    stem = name.removesuffix(".json")
    docs = [each for each in content if isinstance(each, dict)]
    wrapped = all("_id" in each or {"id", "content"} <= set(each) for each in docs)
    if stem in _SP_COLLECTIONS and docs and wrapped:
        return SIMPLY_PLURAL
    raise _unknown(name)


def _is_simply_plural(content: dict[str, Any]) -> bool:
    present = {key for key in content if key in _SP_COLLECTIONS}
    if "members" in present and present & _SP_SURE:
        return not _is_pluralkit_member(content["members"])
    return len(present) > 1 and bool(present & _SP_SURE)


def _is_pluralkit_member(members: Any) -> bool:
    first = members[0] if isinstance(members, list) and members else None
    return isinstance(first, dict) and "uuid" in first and "_id" not in first


def _is_pluralkit(content: dict[str, Any]) -> bool:
    if "switches" not in content:
        return "members" in content and _is_pluralkit_member(content["members"])
    version = content.get("version")
    if version not in (None, _PLURALKIT_VERSION, str(_PLURALKIT_VERSION)):
        raise UsageError(
            f"This is version {str(version)[:20]} of PluralKit's export; Homestead"
            f" knows version {_PLURALKIT_VERSION}.",
            hint="Look for a newer Homestead, or say that it is PluralKit's after all"
            " (in a shell: `--format pluralkit`).",
        )
    return True


def _is_octocon(content: dict[str, Any]) -> bool:
    return "user" in content and "alters" in content


def _is_plural_star(content: dict[str, Any]) -> bool:
    meta = content.get("_meta")
    return isinstance(meta, dict) and "version" in meta


def _is_ampersand(content: dict[str, Any]) -> bool:
    database = content.get("database")
    return isinstance(database, dict) and "frontingEntries" in database


_FOREIGN: tuple[tuple[str, Callable[[dict[str, Any]], bool]], ...] = (
    ("PluralPort", lambda it: "pluralport_version" in it or "openplural_version" in it),
    ("Ampersand", _is_ampersand),
    ("Tupperbox", lambda it: "tuppers" in it),
    ("Octocon", _is_octocon),
    ("Plural Star", _is_plural_star),
)
_KNOWN: tuple[tuple[str, Callable[[dict[str, Any]], bool]], ...] = (
    (HOMESTEAD, lambda it: "homestead_export" in it),
    (PLURALKIT, _is_pluralkit),
    (SIMPLY_PLURAL, _is_simply_plural),
)


def _not_yet(name: str, app: str) -> UsageError:
    return UsageError(
        f"{name} is an export of {app}; Homestead cannot read those yet.",
        hint="It reads Simply Plural and PluralKit exports, and its own.",
    )


def _unknown(name: str) -> UsageError:
    return UsageError(
        f"{name} is not an export Homestead knows.",
        hint="It reads Simply Plural and PluralKit exports, and its own. If you are"
        " sure what it is, say so (in a shell: `--format simply-plural`).",
    )
