"""What every text of this home is read by: CommonMark, tables, lines through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_LOWEST_HEADING = 6


def made(headings_below: int = 2) -> MarkdownIt:
    """Return a parser that shows HTML as text and a line's end as one.

    Headings stand as many levels below those of the page around the text.
    """
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable(["table", "strikethrough"])
    parser.add_render_rule("link_open", _link)
    parser.core.ruler.push("headings", lambda state: _lower(state, headings_below))
    for cell in ("th_open", "td_open"):
        parser.add_render_rule(cell, _cell)
    return parser


def _link(renderer: Any, tokens: Sequence[Token], at: int, *rest: Any) -> str:
    tokens[at].attrSet("rel", "noopener nofollow")
    return str(renderer.renderToken(tokens, at, *rest))


def _lower(state: StateCore, levels: int) -> None:
    for token in state.tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{min(int(token.tag[1:]) + levels, _LOWEST_HEADING)}"


def _cell(renderer: Any, tokens: Sequence[Token], at: int, *rest: Any) -> str:
    """Say by a class where a column is aligned: styles in a page are refused."""
    aligned = str(tokens[at].attrs.pop("style", "")).rpartition(":")[2]
    if aligned:
        tokens[at].attrSet("class", aligned)
    return str(renderer.renderToken(tokens, at, *rest))
