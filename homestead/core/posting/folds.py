"""Folds: `::: Label`, lines, `:::`. Whoever wants to see what is inside opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

MARK = ":::"
UNNAMED = "More"


def add(parser: MarkdownIt) -> None:
    """Have the parser know folds."""
    alt = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "fold", _fold, {"alt": alt})
    parser.add_render_rule("fold_open", _opening)
    parser.add_render_rule("fold_close", _closing)


def _fold(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    label = _marked(state, start)
    if not label:
        return False
    if silent:
        return True
    last = _end(state, start, end)
    opening = state.push("fold_open", "details", 1)
    opening.block, opening.info, opening.map = True, label, [start, last]
    kept = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = kept
    state.push("fold_close", "details", -1).block = True
    state.line = min(last + 1, end)
    return True


def _marked(state: StateBlock, line: int) -> str | None:
    """Return the label of the fold that begins in a line; "" where one ends."""
    if state.is_code_block(line):
        return None
    first = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(MARK, first):
        return None
    label = state.src[first : state.eMarks[line]].lstrip(":").strip()
    return label[:200]


def _end(state: StateBlock, start: int, end: int) -> int:
    """Return the line that ends the fold; one that nobody ends goes to the end."""
    deep = 1
    for line in range(start + 1, end):
        label = _marked(state, line)
        if label is not None:
            deep += 1 if label else -1
        if not deep:
            return line
    return end


def _opening(_renderer: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    told = Markup('<details class="fold"><summary>{}</summary>\n')
    return str(told.format(tokens[at].info or UNNAMED))


def _closing(*_: Any) -> str:
    return "</details>\n"
