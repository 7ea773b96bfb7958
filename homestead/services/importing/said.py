"""What the source said of a front at the last import: its snapshot, kept compact."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from homestead.services.importing.plan import Front

_COLUMNS = ("started_at", "ended_at", "status", "tier", "position")


class Said(NamedTuple):
    """A front as the source told it. `linked`: its row is another one's, or the home's.

    Written as a JSON list, since there may be 200,000.
    """

    alter: str
    started_at: int
    ended_at: int | None
    status: str = ""
    tier: str = "primary"
    position: float = 0
    extra: dict[str, Any] | None = None
    stamp: int | None = None
    linked: bool = False

    @classmethod
    def of(cls, front: Front, *, linked: bool = False) -> Said:
        """Return what `front` says."""
        return cls(
            front.alter,
            front.started_at,
            front.ended_at,
            front.status,
            front.tier,
            front.position,
            front.extra,
            front.stamp,
            linked,
        )

    @classmethod
    def read(cls, written: str) -> Said:
        """Return what a snapshot says; "" says nothing, so that all is news."""
        return cls(*json.loads(written)) if written else cls("", 0, None)

    def written(self) -> str:
        """Return it as a snapshot, without what is usual at the end."""
        told = list(self)
        while len(told) > _LEAST and told[-1] == _USUAL[len(told) - 1]:
            told.pop()
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    def is_news(self, front: Front) -> bool:
        """Tell whether `front` says anything this does not, and is not older."""
        older = None not in (front.stamp, self.stamp) and front.stamp < self.stamp  # type: ignore[operator]
        if older:
            return False
        new = Said.of(front)._replace(stamp=None, linked=False)
        return new != self._replace(stamp=None, linked=False)

    def changes(self, front: Front) -> dict[str, Any]:
        """Return the columns in which `front` differs, but for whose it is."""
        columns = {
            name: getattr(front, name)
            for name in _COLUMNS
            if getattr(front, name) != getattr(self, name)
        }
        if front.extra != self.extra:
            columns["extra"] = json.dumps(front.extra or {}, ensure_ascii=False)
        return columns

    def stands(self, row: sqlite3.Row) -> bool:
        """Tell whether a row of fronts is still as the source told it, and its own."""
        same = all(row[name] == getattr(self, name) for name in _COLUMNS)
        return same and not self.linked


_LEAST = 3
_USUAL = Said("", 0, None)
