"""What is made of a text once it is read: tasks, quotes that say whose, emoji."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from homestead.core.markdown.surroundings import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_BOXES = {"[ ] ": "to do", "[x] ": "done", "[X] ": "done"}
_EMOJI = re.compile(r":[a-z0-9_+-]{1,40}:", re.IGNORECASE)


def learn(parser: MarkdownIt) -> None:
    """Have `parser` know them."""
    parser.inline.ruler.push("emoji", _emoji)
    parser.core.ruler.push("tasks", _tasks)
    parser.core.ruler.push("quotes", _quotes)
    parser.add_render_rule("task", _task)


def _emoji(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's form
    found = _EMOJI.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    from rich.emoji import Emoji

    shown = Emoji.replace(found[0])
    if shown == found[0]:
        return False
    if not silent:
        state.append_pending(shown)
    state.pos = found.end()
    return True


def _first_lines(state: StateCore, within: str) -> Iterator[tuple[Token, Token]]:
    """Yield each such block with the line of text it begins with, if it does."""
    for at, token in enumerate(state.tokens[:-2]):
        if token.type == within and state.tokens[at + 2].type == "inline":
            yield token, state.tokens[at + 2]


def _tasks(state: StateCore) -> None:
    for item, line in _first_lines(state, "list_item_open"):
        inside = line.children or []
        said = _BOXES.get(inside[0].content[:4]) if inside else None
        if said and inside[0].type == "text":
            inside[0].content = inside[0].content[4:]
            inside.insert(0, Token("task", "", 0, content=said))
            item.attrJoin("class", "task")


def _task(_: Any, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
    said = tokens[at].content
    sign = "☑" if said == "done" else "☐"
    return f'<span class="box" role="img" aria-label="{said}">{sign}</span> '


def _quotes(state: StateCore) -> None:
    """Have a quote that begins with a link to a post say whose it is.

    > [Seles wrote:](#3/12)
    > It rained.
    """
    for quote, line in _first_lines(state, "blockquote_open"):
        inside = line.children or []
        href = str(inside[0].attrGet("href") or "") if inside else ""
        if not PLACE.fullmatch(href):
            continue
        inside[0].attrJoin("class", "from")
        quote.attrSet("class", "quoted")
        end = next(
            (at for at, each in enumerate(inside) if each.type == "link_close"), 0
        )
        if inside[end + 1 : end + 2] and inside[end + 1].type.endswith("break"):
            inside[end + 1] = Token("text", "", 0, content=" ")
