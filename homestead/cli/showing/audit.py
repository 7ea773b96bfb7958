"""How the audit log reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.cli.showing.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms


def listed(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield the entries, newest first."""
    if not result["entries"]:
        yield "Nothing is on record here."
        return
    yield from table(
        ("when", "who", "what", ""),
        [
            (entry["at_local"], entry["actor"], entry["action"], _facts(entry["meta"]))
            for entry in result["entries"]
        ],
    )


def _facts(meta: dict[str, Any]) -> str:
    """Return `user=Kit role=guest`."""
    told = {
        name: ",".join(map(str, value)) if isinstance(value, list) else value
        for name, value in meta.items()
    }
    return " ".join(f"{name}={value}" for name, value in told.items() if value != "")
