"""How `homestead group` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.cli.showing.front import title
from homestead.cli.showing.markdown import markdown
from homestead.cli.showing.pairs import pairs
from homestead.cli.showing.table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from homestead.core.terms import Terms

    Told = dict[str, Any]


def listed(result: Told, terms: Terms) -> Iterator[str]:
    """Yield the groups as a tree."""
    found = result["groups"]
    if not found:
        yield "No groups."
        return
    yield from table(
        ("group", "handle", terms.alters, ""),
        [
            (
                "  " * each["depth"] + _name(each),
                each["group"],
                ", ".join(title(member) for member in each["members"]),
                f"sub{terms.system}" if each["subsystem"] else "",
            )
            for each in found
        ],
        colors=[each["color"] for each in found],
    )


def shown(told: Told, terms: Terms) -> Iterator[str]:
    """Yield everything known of a group."""
    yield _name(told)
    yield from pairs(
        [
            ("handle", told["group"]),
            ("shown as", told["display_name"]),
            ("lies in", told["parent"] or ""),
            ("kind", f"sub{terms.system}" if told["subsystem"] else ""),
            ("color", told["color"] or ""),
            ("seen by", told["privacy"]),
            (terms.alters, ", ".join(title(each) for each in told["members"])),
        ]
    )
    if told["description"]:
        yield ""
        yield from markdown(told["description"])


def done(sentence: str) -> Callable[[Told, Terms], Iterable[str]]:
    """Return what tells, in one sentence, that something was done to a group."""
    return lambda told, _: [sentence.format(f"the group {_named(told)}")]


def members(told: Told, _: Terms) -> Iterator[str]:
    """Yield who is in the group now."""
    who = ", ".join(title(each) for each in told["members"])
    yield f"In the group {_named(told)}: {who or 'nobody'}."


def place(told: Told, _: Terms) -> Iterator[str]:
    """Yield where the group lies now."""
    where = f"lies in {told['parent']}" if told["parent"] else "lies in no other"
    yield f"The group {_named(told)} {where}."


def _name(told: Told) -> str:
    return f"{told['emoji']} {_title(told)}".strip()


def _named(told: Told) -> str:
    return f"{_name(told)} ({told['group']})"


def _title(told: Told) -> str:
    return title({"name": told["name"], "alter": told["group"]})
