"""One object of the file, from which each key is taken once; the rest is kept whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homestead.services.importing.plan import Note
from homestead.services.importing.pluralkit import privacy, values
from homestead.services.importing.scrub import scrubbed

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

_HARMLESS = "webhook_avatar_url"
"""The address of a picture, for all its name."""
_WEBHOOK = re.compile(r"/api(?:/v\d+)?/webhooks/", re.IGNORECASE)
_DEEPEST = 50
_NOTHING: tuple[Any, ...] = (None, "", [], {})


class Record:
    """A record being read. `notes` tells what of it could not be taken as it is."""

    def __init__(self, raw: dict[str, Any], collection: str) -> None:
        self.collection = collection
        self.left = dict(raw)
        self.notes: list[Note] = []

    def text(self, key: str) -> str:
        """Take a text; "" where there is none."""
        return self._taken(key, values.text, "text") or ""

    def line(self, key: str) -> str:
        """Take one line of text; "" where there is nothing to be seen."""
        return self._taken(key, values.line, "text") or ""

    def color(self, key: str) -> str | None:
        """Take a colour."""
        found: str | None = self._taken(key, values.color, "a colour")
        return found

    def moment(self, key: str) -> int | None:
        """Take a moment, in ms."""
        found: int | None = self._taken(key, values.millis, "a time")
        return found

    def flag(self, key: str, *, default: int) -> int:
        """Take a yes or no."""
        found = self._taken(key, values.flag, "yes or no")
        return default if found is None else found

    def birthday(self, key: str) -> tuple[str | None, int]:
        """Take a birthday: as it is kept, and whether its year is hidden."""
        return self._taken(key, values.birthday, "a day") or (None, 0)

    def listed(self, key: str) -> list[Any]:
        """Take a list."""
        return self._taken(key, _as_list, "a list") or []

    def visible(self) -> str:
        """Take the privacy settings, keeping them for `extra`; return our level."""
        settings = privacy.taken(self.left)
        if settings:
            self.left["privacy"] = settings
        return privacy.level(settings)

    def note(self, code: str, message: str) -> None:
        """Say that something of this record is lost."""
        self.notes.append(Note(code, message))

    def rest(self, left_out: Counter[str]) -> dict[str, Any]:
        """Return all that nobody took, without secrets and what says nothing."""
        said = {key: it for key, it in self.left.items() if it not in _NOTHING}
        for key in [key for key, value in said.items() if _depth(value) > _DEEPEST]:
            self.note("too_deep", f"“{key}” is nested too deeply to be kept.")
            del said[key]
        picture = said.pop(_HARMLESS, None)
        said = _without_webhooks(said, self.collection, left_out)
        said = scrubbed(said, self.collection, left_out)
        if picture is not None and not _is_webhook(picture):
            said[_HARMLESS] = picture
        return {values.APP: said} if said else {}

    def _taken(self, key: str, read: Callable[[Any], Any], what: str) -> Any:
        """Take what `read` makes of `key`; leave it in `extra` if it makes nothing."""
        value = self.left.pop(key, None)
        if value is None or value == "":
            return None
        found = read(value)
        if found is None:
            self.left[key] = value
            self.note(f"bad_{key}", f"“{key}” is not {what}; it is kept as it was.")
        return found


def _as_list(value: Any) -> list[Any] | None:
    return value if isinstance(value, list) else None


def _is_webhook(value: Any) -> bool:
    return isinstance(value, str) and _WEBHOOK.search(value) is not None


def _without_webhooks(value: Any, where: str, left_out: Counter[str]) -> Any:
    """Return `value` without addresses that anybody who knows them can post to."""
    if isinstance(value, dict):
        kept = {}
        for key, each in value.items():
            if _is_webhook(each) or _is_webhook(key):
                left_out[f"{where}.{key if not _is_webhook(key) else 'webhook'}"] += 1
            else:
                kept[key] = _without_webhooks(each, where, left_out)
        return kept
    if isinstance(value, list):
        return [
            _without_webhooks(each, where, left_out)
            for each in value
            if not _is_webhook(each)
        ]
    return value


def _depth(value: Any) -> int:
    """Return how many lists and objects stand within each other in `value`."""
    depth, level = 0, [value]
    while level := [each for each in level if isinstance(each, (dict, list))]:
        depth += 1
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return depth
