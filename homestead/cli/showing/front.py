"""How `homestead front` reads: who is there, and what a switch did."""

from __future__ import annotations

from homestead.core import clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from homestead.core.terms import Terms

_LONGEST = 40


def lines(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield a line for each who is at the front, and for how long they have been."""
    if result["fronting"]:
        return _people(result["fronting"], clock.now())
    since = result["since"]
    while_ = f", {_for(since, clock.now())}" if since else ""
    return iter([f"Nobody is at the {terms.front}{while_}."])


def then(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield who was at the front at a moment, and for how long they had been then."""
    if result["fronting"]:
        yield f"At {result['at_local']}:"
        yield from _people(result["fronting"], clock.moment(result["at"]))
    else:
        yield f"Nobody was at the {terms.front} at {result['at_local']}."


def switched(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield what a switch made of the front; for one in the past, what it recorded."""
    if result["span"]:
        told = [
            f"{', '.join(result[what])} {what}"
            for what in ("came", "left", "changed")
            if result[what]
        ]
        yield f"Recorded {result['span']}: {'; '.join(told)}. Now:"
    yield from lines(result, terms)


def title(one: dict[str, Any]) -> str:
    """Return the name to show: the handle where a name shows nothing, never a page."""
    name = " ".join(str(one["name"]).split())
    if not any(letter.isprintable() and not letter.isspace() for letter in name):
        name = str(one["alter"])
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _people(there: list[dict[str, Any]], now: int) -> Iterator[str]:
    rows = [
        (title(one), one["tier"], _for(one["since"], now), _note(one)) for one in there
    ]
    from homestead.cli.showing.width import aligned

    return aligned(rows)


def _for(since: str, now: int) -> str:
    return f"for {clock.span(now - clock.moment(since))}"


def _note(one: dict[str, Any]) -> str:
    words = " ".join((one["status"] or "").split())
    status = f"“{words}”" if words else ""
    return f"{status} (custom)".strip() if one["custom"] else status
