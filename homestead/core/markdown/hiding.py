"""What is hidden until somebody wants to see it: folds with a label, and spoilers.

    ::: Food
    Only who opens it reads this.
    :::

    Only who taps ||this|| reads it.

A fold that is marked with more colons ends with as many. Both open without scripts and
by keyboard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNNAMED = "Hidden"
_MARK = ":::"
_LONGEST_LABEL = 200
_BREAKS_INTO = ["paragraph", "reference", "blockquote", "list"]


def learn(parser: MarkdownIt) -> None:
    """Have `parser` know them."""
    parser.block.ruler.before("fence", "fold", _fold, {"alt": _BREAKS_INTO})
    parser.inline.add_terminator_char("|")
    parser.inline.ruler.push("spoiler", _spoiler)
    parser.add_render_rule("fold_label", _label)
    parser.add_render_rule("spoiler_open", _spoiler_open)
    parser.add_render_rule("spoiler_close", lambda *_: "</span></span>")


def folded(label: str, text: str) -> str:
    """Return `text` in a fold of that label, whatever there is in it."""
    runs = re.findall(r"^\s*(:{3,})", text, re.MULTILINE)
    mark = ":" * (max(map(len, runs)) + 1 if runs else len(_MARK))
    return f"{mark} {label.strip() or UNNAMED}\n{text}\n{mark}"


def _line(state: StateBlock, line: int) -> tuple[int, str] | None:
    """Return how many colons begin a line, and what stands behind them; None: none."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(_MARK, start) or state.is_code_block(line):
        return None
    said = state.src[start : state.eMarks[line]]
    label = said.lstrip(":")
    return len(said) - len(label), label.strip()


def _fold(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's form
    marked = _line(state, start)
    if marked is None:
        return False
    if silent:
        return True
    colons, label = marked
    last = _end(state, start, end, colons)
    within, below = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    opened = state.push("fold_open", "details", 1)
    opened.attrs, opened.block, opened.map = {"class": "fold"}, True, [start, last]
    named = state.push("fold_label", "summary", 0)
    named.content, named.block = label[:_LONGEST_LABEL] or UNNAMED, True
    state.md.block.tokenize(state, start + 1, last)
    state.push("fold_close", "details", -1).block = True
    state.parentType, state.lineMax = within, below
    state.line = min(last + 1, end)
    return True


def _end(state: StateBlock, start: int, end: int, colons: int) -> int:
    """Return the line that closes the fold; those within it have ends of their own."""
    deep = 1
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line - 1
        found = _line(state, line)
        if found is not None and found[0] >= colons:
            deep += 1 if found[1] else -1
        if deep == 0:
            return line
    return end


def _label(_: Any, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
    return str(Markup("<summary>{}</summary>\n").format(tokens[at].content))


def _spoiler(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's form
    start = state.pos + 2
    if not state.src.startswith("||", state.pos):
        return False
    end = state.src.find("||", start, state.posMax)
    if end <= start or not state.src[start:end].strip():
        return False
    if not silent:
        within, state.posMax, state.pos = state.posMax, end, start
        state.push("spoiler_open", "span", 1)
        state.md.inline.tokenize(state)
        state.push("spoiler_close", "span", -1)
        state.posMax = within
    state.pos = end + 2
    return True


def _spoiler_open(*_: Any) -> str:
    return (
        '<span class="spoiler"><input type="checkbox" aria-label="Show what is hidden">'
        "<span>"
    )
