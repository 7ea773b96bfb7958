"""What PluralKit lets others see, and the one level Homestead has for it."""

from __future__ import annotations

from typing import Any

PRIVATE, PUBLIC = "private", "public"


def taken(left: dict[str, Any]) -> dict[str, Any]:
    """Take the privacy settings out of a record: the object, or the old flat keys."""
    settings = left.pop("privacy", None)
    found = dict(settings) if isinstance(settings, dict) else {}
    for key in [key for key in left if key == "visibility" or key.endswith("_privacy")]:
        found.setdefault(key, left.pop(key))
    return found


def level(settings: dict[str, Any]) -> str:
    """Return the level that shows nobody anything PluralKit would not have shown.

    PluralKit settles each part of a record by itself, Homestead the record as a whole:
    it is public only if every part was. Where nothing is said, it is private.
    """
    said = [str(value).lower() for value in settings.values() if value is not None]
    return PUBLIC if said and all(word == PUBLIC for word in said) else PRIVATE
