"""What forms offer to choose from: (value, what it says) pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pairs = list[tuple[str, str]]

_NO_BREAK = "\u2003"


def tree(groups: Iterable[dict[str, Any]]) -> Pairs:
    """Return groups, each as far to the right as it lies deep."""
    return [
        (each["group"], _NO_BREAK * each["depth"] + _called(each)) for each in groups
    ]


def boxes(groups: Iterable[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """Return groups to tick, with how deep each lies."""
    return [(each["group"], _called(each), each["depth"]) for each in groups]


def people(alters: Iterable[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """Return alters to tick."""
    return [(each["alter"], each["name"], 0) for each in alters]


def plain(words: Iterable[str]) -> Pairs:
    """Return words that stand for themselves."""
    return [(each, each) for each in words]


def outside(
    groups: Sequence[dict[str, Any]], handle: str | None
) -> list[dict[str, Any]]:
    """Return the groups that one may lie in: neither itself nor those in it."""
    inside = {handle}
    for each in groups:  # a group stands before those in it
        if each["parent"] in inside:
            inside.add(each["group"])
    return [each for each in groups if handle is None or each["group"] not in inside]


def _called(group: dict[str, Any]) -> str:
    return f"{group['emoji']} {group['name']}".strip()
