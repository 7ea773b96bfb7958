"""Who may see a record: Simply Plural's buckets and older flags, as four levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.importing.simply_plural import values

if TYPE_CHECKING:
    from collections.abc import Iterable

FLAGS = frozenset({"private", "preventTrusted"})

_DEFAULTS = {"friends": "friends", "trusted friends": "trusted"}
"""The two buckets everybody starts with, by the names they have."""


class Privacy:
    """Knows the privacy buckets of an export."""

    def __init__(self, buckets: Iterable[tuple[str, dict[str, Any]]]) -> None:
        self._level = {
            identity: _DEFAULTS.get(values.line(bucket.get("name")).casefold(), "")
            for identity, bucket in buckets
        }

    def of(self, record: dict[str, Any]) -> str:
        """Return `private`, `trusted` or `friends`: never more than the source showed.

        Who made buckets of their own meant certain people, whom Homestead does not
        know: that is private here. The exact buckets stay in `extra`.
        """
        if isinstance(record.get("buckets"), list):
            shown = {
                self._level.get(each, "") for each in values.ids(record["buckets"])
            }
            return next((it for it in ("friends", "trusted") if it in shown), "private")
        if not FLAGS & set(record):
            return "private"
        if not values.flag(record.get("private")):
            return "friends"
        return "private" if values.flag(record.get("preventTrusted")) else "trusted"
