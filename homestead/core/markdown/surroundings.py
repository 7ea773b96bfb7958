"""What a text points to: the people, places and files a page may know of.

A text names them: `@seles`, `#12`, `#12/345`, `files/…`. What is not there stays as it
was written. Addresses within the home may be given as `home:forums/who/seles`, since
where a module answers can change: `settled` makes them real when the text is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

MENTION = re.compile(
    r"(?<![\w/@])@([a-z0-9][a-z0-9_-]{0,39})", re.ASCII | re.IGNORECASE
)
PLACE = re.compile(r"(?<![\w/#&@.-])#\d{1,15}(?:/\d{1,15})?(?![\w/])", re.ASCII)
"""A thread by its number, or a post of it: `#12`, `#12/345`."""

FILE = re.compile(r"files/([\w.-]{1,80})", re.ASCII)
"""A file that was uploaded before, as a text names it: `files/3f9a….jpg`."""

_HOME = re.compile(r'\b(href|src)="home:([a-z][a-z0-9_]*)(/[^"]*)"')


class Target(NamedTuple):
    """Where a mention or a link leads, and what it is called there."""

    href: str
    title: str
    kind: str = ""


class Upload(NamedTuple):
    """A file of this home; `thumbnail` is empty for what is no picture."""

    href: str
    title: str = ""
    thumbnail: str = ""
    width: int = 0
    height: int = 0


class Named(NamedTuple):
    """What a text seems to name: handles, `#12/345`, names of files."""

    mentions: frozenset[str]
    links: frozenset[str]
    uploads: frozenset[str]


def _nothing(_: str) -> None:
    """Find nothing."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How each is found by what it was named; `{…}.get` does, with what `named` named.

    Where texts are made aside they touch no database.
    """

    mention: Callable[[str], Target | None] = _nothing
    link: Callable[[str], Target | None] = _nothing
    upload: Callable[[str], Upload | None] = _nothing


NOWHERE = Surroundings()


def named(text: str) -> Named:
    """Return what `text` may point to; some of it may turn out to mean nothing."""
    return Named(
        frozenset(form for found in MENTION.findall(text) for form in forms(found)),
        frozenset(PLACE.findall(text)),
        frozenset(FILE.findall(text)),
    )


def settled(html: str, prefix: Callable[[str], str | None]) -> Markup:
    """Return kept HTML with real addresses; `prefix` tells where a module answers.

    Links to modules that are closed lead nowhere, and are no links.
    """
    known: dict[str, str | None] = {}

    def real(found: re.Match[str]) -> str:
        name = found[2]
        if name not in known:
            known[name] = prefix(name)
        return "" if known[name] is None else f'{found[1]}="{known[name]}{found[3]}"'

    return Markup(_HOME.sub(real, html))  # noqa: S704 - made by `posts`, which escapes


def forms(handle: str) -> tuple[str, ...]:
    """Return what may be meant by a word behind an @, the likeliest first."""
    whole = handle.lower()
    return tuple(dict.fromkeys((whole, whole.rstrip("-_"))))
