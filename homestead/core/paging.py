"""Long lists in parts, each short enough to be made while nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.asking import Ask

AT_ONCE = 60


def part(ask: Ask, module: str, path: str, found: Sequence[Any]) -> dict[str, Any]:
    """Return the part of `found` that `page` asks for, on a module's page at `path`.

    `{"part", "total", "earlier", "later"}`; the latter two are addresses, or None.
    """
    pages = max(1, -(-len(found) // AT_ONCE))
    number = min(max(1, ask.query.number("page", 1)), pages)
    start = (number - 1) * AT_ONCE
    said = {name: ask.query.text(name) or None for name in ask.query}

    def address(to: int) -> str | None:
        if not 1 <= to <= pages:
            return None
        return ask.url(module, path, **{**said, "did": None, "page": to})

    return {
        "part": found[start : start + AT_ONCE],
        "total": len(found),
        "earlier": address(number - 1),
        "later": address(number + 1),
    }
