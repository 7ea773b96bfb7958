"""What an import tells in the end: every record in exactly one of six outcomes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.terms import Terms
    from homestead.services.importing.plan import Note

IMPORTED, UPDATED, UNCHANGED = "imported", "updated", "unchanged"
DEGRADED, PRESERVED, FAILED = "degraded", "preserved", "failed"
OUTCOMES = (IMPORTED, UPDATED, UNCHANGED, DEGRADED, PRESERVED, FAILED)

MOST_ALIKE = 50
"""How many warnings of one kind are told one by one."""


_TOLD = (
    ("alter", "alters"),
    ("custom_front", "custom_fronts"),
    ("group", "groups"),
    ("field", "fields"),
    ("switch", "switches"),
    ("front", "fronts"),
    ("comment", "comments"),
)
"""The collections a summary names: one of each, and how the report calls them."""


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


class Report:
    """Counts outcomes by collection and gathers warnings."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, int]] = {}
        self._warnings: list[dict[str, str]] = []
        self._alike: Counter[str] = Counter()

    def count(
        self,
        collection: str,
        source_id: str,
        outcome: str,
        notes: Sequence[Note] = (),
    ) -> None:
        """Count one record; what was written with notes lost something on its way."""
        if notes and outcome in (IMPORTED, UPDATED):
            outcome = DEGRADED
        counted = self.counts.setdefault(collection, dict.fromkeys(OUTCOMES, 0))
        counted[outcome] += 1
        if outcome != UNCHANGED:
            for note in notes:
                self.warn(note.code, note.message, f"{collection}/{source_id}")

    def warn(self, code: str, message: str, ref: str = "") -> None:
        """Add a warning."""
        self._alike[code] += 1
        if self._alike[code] <= MOST_ALIKE:
            self._warnings.append({"code": code, "message": message, "ref": ref})

    @property
    def has_news(self) -> bool:
        """Tell whether anything was written."""
        return any(self._new(name) for name in self.counts)

    def warnings(self) -> list[dict[str, str]]:
        """Return the warnings, the many alike summed up in one at the end."""
        more = [
            {
                "code": code,
                "message": f"… and {times - MOST_ALIKE} more like this.",
                "ref": "",
            }
            for code, times in self._alike.items()
            if times > MOST_ALIKE
        ]
        return self._warnings + more

    def summary(self, terms: Terms) -> str:
        """Return what was written in a few words: `14 alters, 1204 fronts`."""
        told = [
            _counted(n, terms.named(one), terms.named(many))
            for one, many in _TOLD
            if (n := self._new(many))
        ]
        shown = {many for _, many in _TOLD}
        others = sum(self._new(name) for name in self.counts if name not in shown)
        if others:
            told.append(_counted(others, "other record", "other records"))
        return ", ".join(told) or "nothing new"

    def _new(self, collection: str) -> int:
        counted = self.counts.get(collection, {})
        return sum(n for how, n in counted.items() if how not in (UNCHANGED, FAILED))

    def to_json(self) -> dict[str, Any]:
        """Return the counts and warnings in the shape scripts rely on."""
        return {"counts": self.counts, "warnings": self.warnings()}
