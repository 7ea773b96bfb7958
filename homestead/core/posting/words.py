"""What a few letters in a line mean: hidden words, mentions, threads, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from homestead.core.handles import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_PLAIN = re.compile(r"[^\n!#$%&*+\-:<=>@\[\\\]^_`{|}~]+")
_HANDLE = re.compile(rf"@([A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST - 1}}})", re.ASCII)
_THREAD = re.compile(r"#(\d{1,15})(?:/(\d{1,15}))?(?![\w/])", re.ASCII)
_ADDRESS = re.compile(r"://[^\s<>\"'`|]+")
_SCHEME = re.compile(r"(?<![a-z0-9])https?$", re.ASCII | re.IGNORECASE)
_HIDDEN = "||"


def add(parser: MarkdownIt) -> None:
    """Have the parser know them."""
    parser.inline.ruler.at("text", _text)
    for name, rule, shown in (
        ("hidden", _hidden, None),
        ("mention", _mention, _mention_shown),
        ("thread", _thread, _thread_shown),
        ("address", _address, None),
    ):
        parser.inline.ruler.before("escape", name, rule)
        if shown is not None:
            parser.add_render_rule(name, shown)
    parser.add_render_rule("hidden_open", _opening)
    parser.add_render_rule("hidden_close", _closing)


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Take plain letters; unlike the parser's own rule, stop at `|` too."""
    found = _PLAIN.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def _hidden(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    begin = state.pos + len(_HIDDEN)
    if not state.src.startswith(_HIDDEN, state.pos):
        return False
    end = state.src.find(_HIDDEN, begin, state.posMax)
    if end < 0 or not state.src[begin:end].strip("| \n"):
        return False
    if not silent:
        most = state.posMax
        state.push("hidden_open", "span", 1)
        state.pos, state.posMax = begin, end
        state.md.inline.tokenize(state)
        state.posMax = most
        state.push("hidden_close", "span", -1)
    state.pos = end + len(_HIDDEN)
    return True


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    found = _HANDLE.match(state.src, state.pos, state.posMax)
    if not found or not _begins_word(state) or state.linkLevel:
        return False
    handle = found[1].lower().rstrip("-_")
    name = state.env["named"](handle)
    if name is None:
        return False
    if not silent:
        state.env["mentions"][handle] = True
        token = state.push("mention", "", 0)
        token.content, token.info = name, handle
    state.pos = found.start(1) + len(handle)
    return True


def _thread(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    found = _THREAD.match(state.src, state.pos, state.posMax)
    if not found or not _begins_word(state) or state.linkLevel:
        return False
    if not silent:
        post = f"/{found[2]}" if found[2] else ""
        state.push("thread", "", 0).content = f"{found[1]}{post}"
    state.pos = found.end()
    return True


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Make a link of an address that simply stands there."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    found = _ADDRESS.match(state.src, state.pos, state.posMax)
    scheme = _SCHEME.search(state.pending[-6:])
    if not found or not scheme:
        return False
    rest = found[0].rstrip(".,;:!?*_~)]}")
    target = state.md.normalizeLink(f"{scheme[0]}{rest}")
    if len(rest) <= len("://") or not state.md.validateLink(target):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        state.push("link_open", "a", 1).attrs = {"href": target}
        state.push("text", "", 0).content = f"{scheme[0]}{rest}"
        state.push("link_close", "a", -1)
    state.pos += len(rest)
    return True


def _begins_word(state: StateInline) -> bool:
    """Tell whether what begins here is not the end of a word: `a@b` is none."""
    before = state.src[state.pos - 1] if state.pos else " "
    return not (before.isalnum() or before in "@#/&_.")


def _mention_shown(_renderer: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    told = Markup('<a class="mention" href="home:forums/who/{}">@{}</a>')
    return str(told.format(tokens[at].info, tokens[at].content))


def _thread_shown(_renderer: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    told = Markup('<a class="thread" href="home:forums/{0}">#{0}</a>')
    return str(told.format(tokens[at].content))


def _opening(*_: Any) -> str:
    return '<span class="hidden-words" tabindex="0">'


def _closing(*_: Any) -> str:
    return "</span>"
