"""A text without its marks: to search through, and to tell of it in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_HIDDEN = "[…]"
_BREAKS = frozenset(("softbreak", "hardbreak"))


def whole(tokens: Sequence[Token]) -> str:
    """Return all that is written, what is hidden too."""
    return _joined(_said(tokens, covered=False))


def covered(tokens: Sequence[Token]) -> str:
    """Return what stands there before anything is opened.

    Of a fold the label, of a spoiler that there is one; quotes of others are left out.
    """
    return _joined(_said(tokens, covered=True))


def _joined(parts: Iterator[str]) -> str:
    lines = (line.strip() for line in "".join(parts).splitlines())
    return "\n".join(line for line in lines if line)


def _said(tokens: Sequence[Token], *, covered: bool) -> Iterator[str]:
    folds = quotes = 0
    for token in tokens:
        folds += (token.type == "fold_open") - (token.type == "fold_close")
        quotes += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if covered and quotes:
            continue
        if token.type == "fold_label" and (not covered or folds == 1):
            yield f"[{token.content}]\n" if covered else f"{token.content}\n"
        elif covered and folds:
            continue
        elif token.type == "inline":
            yield from _line(token.children or [], covered=covered)
            yield "\n"
        elif token.type in {"fence", "code_block"}:
            yield token.content + "\n"


def _line(children: Sequence[Token], *, covered: bool) -> Iterator[str]:
    hidden = False
    for child in children:
        if child.type in {"spoiler_open", "spoiler_close"}:
            hidden = covered and child.type == "spoiler_open"
            if hidden:
                yield _HIDDEN
        elif hidden:
            continue
        elif child.type == "image":
            yield from _line(child.children or [], covered=covered)
        elif child.type in _BREAKS:
            yield "\n"
        elif child.type in {"text", "code_inline"}:
            yield child.content
