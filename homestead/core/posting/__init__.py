"""Posts as HTML: Markdown with folds, spoilers, mentions, and this home's own files.

    ::: Label         a fold that is opened by whoever wants to see it
    …
    :::
    ||hidden||        a few hidden words
    @seles            a mention: of an alter or a group
    #12  #12/345      a thread, a post in it
    ![cat](files/…)   a file that was added before

HTML in it is shown as text, links say nothing of where they stand, and no picture comes
from elsewhere. Addresses within the home begin `home:` and the module's name, since
where a module answers can change: `settled` makes them real.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup

from homestead.core.posting import folds, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    Named = Callable[[str], str | None]

RENDERER = 1
"""Raised whenever the same text would look different: what was kept is made anew."""

FILES = re.compile(r"files/([0-9a-f]{64}\.[a-z0-9]{1,5})", re.ASCII)
"""A file of this home, as a text names it."""

_HOME = re.compile(r'(href|src)="home:([a-z][a-z0-9_]*)(/[^"]*)"')
_HEADINGS_BELOW = 3
_LOWEST_HEADING = 6


class Posted(NamedTuple):
    """What a text looks like, whom it mentions (handles), which files it shows."""

    html: str
    mentions: tuple[str, ...]
    files: tuple[str, ...]


def posted(text: str, named: Named) -> Posted:
    """Return what `text` looks like; `named` tells whom a handle means, if anybody.

    Long texts take a moment: call it aside (`core.markdown.is_long`).
    """
    env: dict[str, Any] = {"named": named, "mentions": {}, "files": {}}
    html = _parser().render(text, env)
    return Posted(html, tuple(env["mentions"]), tuple(env["files"]))


def settled(html: str, prefix: Callable[[str], str | None]) -> Markup:
    """Return kept HTML with real addresses; `prefix` tells where a module answers.

    Links to modules that are closed lead nowhere, and are no links.
    """
    if '="home:' not in html:
        return Markup(html)  # noqa: S704 - made by `posted`, which escapes
    known: dict[str, str | None] = {}

    def real(found: re.Match[str]) -> str:
        name = found[2]
        if name not in known:
            known[name] = prefix(name)
        return "" if known[name] is None else f'{found[1]}="{known[name]}{found[3]}"'

    return Markup(_HOME.sub(real, html))  # noqa: S704 - as above


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True})
    made.enable(["table", "strikethrough"])
    folds.add(made)
    words.add(made)
    made.add_render_rule("link_open", _link)
    made.add_render_rule("image", _image)
    for edge in ("heading_open", "heading_close"):
        made.add_render_rule(edge, _heading)
    return made


def _link(renderer: Any, tokens: Sequence[Token], at: int, *rest: Any) -> str:
    token, env = tokens[at], rest[-1]
    target = str(token.attrGet("href") or "")
    file = FILES.fullmatch(target)
    if file:
        env["files"][file[1]] = True
        token.attrSet("href", f"home:forums/{target}")
    elif target.startswith("home:"):
        token.attrSet("href", f"#{target}")  # nobody writes such addresses but we
    token.attrSet("rel", "noopener nofollow")
    return str(renderer.renderToken(tokens, at, *rest))


def _image(_renderer: Any, tokens: Sequence[Token], at: int, *rest: Any) -> str:
    token, env = tokens[at], rest[-1]
    source = str(token.attrGet("src") or "")
    said = token.content or source
    file = FILES.fullmatch(source)
    if file:
        env["files"][file[1]] = True
        shown = Markup('<img src="home:forums/{}" alt="{}" loading="lazy">')
        return str(shown.format(source, said))
    source = source if not source.startswith("home:") else f"#{source}"
    link = Markup('<a href="{}" rel="noopener nofollow">{}</a>')
    return str(link.format(source, said))


def _heading(renderer: Any, tokens: Sequence[Token], at: int, *rest: Any) -> str:
    """Have headings stand below those of the page around the text."""
    level = min(int(tokens[at].tag[1:]) + _HEADINGS_BELOW, _LOWEST_HEADING)
    tokens[at].tag = f"h{level}"
    return str(renderer.renderToken(tokens, at, *rest))
