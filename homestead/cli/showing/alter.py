"""How `homestead alter` reads."""

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
    """Yield a table of who was found."""
    found = result["alters"]
    if not found:
        yield f"No {terms.alters}."
        return
    yield from table(
        ("handle", "name", "pronouns", "groups", "tags", ""),
        [
            (
                each["alter"],
                title(each),
                each["pronouns"],
                _listed(group["name"] for group in each["groups"]),
                _listed(each["tags"]),
                _notes(each),
            )
            for each in found
        ],
        colors=[each["color"] for each in found],
    )


def shown(told: Told, terms: Terms) -> Iterator[str]:
    """Yield everything known of one."""
    yield title(told)
    archived = told["archived_reason"] or "yes"
    yield from pairs(
        [
            ("handle", told["alter"]),
            ("shown as", told["display_name"]),
            ("pronouns", told["pronouns"]),
            ("color", told["color"] or ""),
            ("birthday", _birthday(told)),
            ("tags", _listed(told["tags"])),
            ("proxy", proxies(told["proxy_tags"])),
            ("groups", _listed(group["name"] for group in told["groups"])),
            ("kind", f"custom {terms.front}" if told["custom"] else ""),
            ("seen by", told["privacy"]),
            ("archived", archived if told["archived"] else ""),
            ("picture", told["avatar"] or told["avatar_url"] or ""),
            *((field["name"], field["value"]) for field in told["fields"]),
        ]
    )
    if told["description"]:
        yield ""
        yield from markdown(told["description"])


def done(sentence: str) -> Callable[[Told, Terms], Iterable[str]]:
    """Return what tells, in one sentence, that something was done to one."""
    return lambda told, _: [sentence.format(f"{title(told)} ({told['alter']})")]


def fields(told: Told, _: Terms) -> Iterator[str]:
    """Yield what is in the fields of one."""
    yield f"{title(told)} ({told['alter']})"
    yield from pairs((field["name"], field["value"]) for field in told["fields"])


def ordered(result: Told, _: Terms) -> Iterator[str]:
    """Yield the handles in their new order."""
    yield from result["alters"]


def proxies(pairs_: Iterable[Told]) -> str:
    """Return proxy tags as they are typed: `y:text, [text]`."""
    typed = (f"{pair['prefix'] or ''}text{pair['suffix'] or ''}" for pair in pairs_)
    return _listed(typed)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _notes(told: Told) -> str:
    return _listed(word for word in ("custom", "archived", "removed") if told[word])


def _birthday(told: Told) -> str:
    hidden = " (year hidden)" if told["birthday_year_hidden"] else ""
    return f"{told['birthday']}{hidden}" if told["birthday"] else ""


def brought(told: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield who came out of a list, and who is at the front by now."""
    added = ", ".join(told["added"]) or "nobody"
    yield f"Added {added}; {len(told['known'])} were here already."
    if told["fronting"]:
        yield f"At the {terms.front}: {', '.join(told['fronting'])}."
