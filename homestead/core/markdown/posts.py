"""What people write to each other, as a page shows it: the one renderer for it.

A preview and what is kept are made by the same `written`. What was kept is made anew
when `VERSION` is another than that it was made with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from homestead.core.errors import UsageError
from homestead.core.markdown import hiding, marking, plain, pointing
from homestead.core.markdown.parser import made
from homestead.core.markdown.surroundings import NOWHERE, Surroundings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

VERSION = 1
"""Goes up with whatever makes another page of the same text."""

LONGEST = 64_000
"""Letters of one post: some ten thousand words. More is a file."""

_MOST_BRACKETS = 9_000
_MOST_STEPS = 250_000
"""What reading a text may take; what people write stays below a tenth of it."""

_BREAKS_INTO = ["paragraph", "reference", "blockquote", "list", "table"]


class Written(NamedTuple):
    """What was made of a text.

    `html` for the page, `text` to search through, `covered` to tell of it where nothing
    hidden may show; the handles, places (`#3/12`) and files in it that there are.
    """

    html: Markup
    text: str
    covered: str
    mentions: tuple[str, ...]
    links: tuple[str, ...]
    uploads: tuple[str, ...]
    version: int = VERSION


@dataclass(slots=True)
class _Found:
    mentions: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    uploads: list[str] = field(default_factory=list)


def written(text: str, around: Surroundings = NOWHERE) -> Written:
    """Return what `text` looks like, and what is in it.

    It touches nothing outside, so it may be made aside. Raises UsageError for a text
    that is too long, or so tangled that nobody could read it.
    """
    check(text)
    found = _Found()
    env: dict[str, Any] = {"around": around, "found": found, "steps": 0}
    parser = _parser()
    tokens = parser.parse(text, env)
    html = parser.renderer.render(tokens, parser.options, env)
    return Written(
        Markup(html),  # noqa: S704 - HTML in it is escaped
        plain.whole(tokens),
        plain.covered(tokens),
        tuple(dict.fromkeys(found.mentions)),
        tuple(dict.fromkeys(found.links)),
        tuple(dict.fromkeys(found.uploads)),
    )


def check(text: str) -> None:
    """Raise UsageError for a text that is longer than a post may be, or no text."""
    if len(text) > LONGEST:
        raise UsageError(
            f"The text has {len(text):,} letters; {LONGEST:,} are the most.",
            hint="Make two of it, or attach it as a file.",
            fields={"text": "is too long"},
        )
    if text.count("[") > _MOST_BRACKETS:
        raise _tangled()


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = made(headings_below=3)
    parser.block.ruler.before("table", "steps", _count, {"alt": _BREAKS_INTO})
    for part in (hiding, pointing, marking):
        part.learn(parser)
    return parser


def _count(state: Any, *_: Any) -> bool:
    """Be asked at every line, and end what would take for ever."""
    state.env["steps"] += 1
    if state.env["steps"] > _MOST_STEPS:
        raise _tangled()
    return False


def _tangled() -> UsageError:
    return UsageError(
        "The text is too tangled to be shown.",
        hint="Too many quotes or brackets lie within each other: take some out.",
        fields={"text": "is too tangled"},
    )
