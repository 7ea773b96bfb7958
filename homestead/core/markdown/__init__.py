"""The one door to markdown-it-py: what people write, as HTML a page may show.

HTML in it is shown as text. Links lead out without telling from where; pictures are
only those of this home, all others are links. `html` is for a description; `posts`
has what people write to each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from homestead.core.markdown.parser import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PICTURE = re.compile(r"/[^/]+/pictures/(\d+/\w+/\w+\.\w+)", re.ASCII)
"""The address of a picture, whatever it began with when it was written down."""


def html(text: str, pictures: str = "") -> Markup:
    """Return what `text` looks like. Long texts take a moment: see `is_long`.

    `pictures` is where the home's pictures lie by now (`/alters/pictures/`); without
    it they are links as well.
    """
    return _html(text, pictures)


def is_long(text: str) -> bool:
    """Tell whether rendering takes so long that nobody should wait for it."""
    return len(text) > 5000  # noqa: PLR2004 - some five milliseconds on a phone


@lru_cache(maxsize=128)
def _html(text: str, pictures: str) -> Markup:
    shown = _parser().render(text, {"pictures": pictures})
    return Markup(shown)  # noqa: S704 - HTML in it is escaped


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = made()
    parser.add_render_rule("image", _image)
    return parser


def _image(_: Any, tokens: Sequence[Token], at: int, _options: Any, given: Any) -> str:
    token = tokens[at]
    source = str(token.attrGet("src") or "")
    said = Markup.escape(token.content or source)
    ours = _PICTURE.fullmatch(source) if given["pictures"] else None
    if ours:
        shown = Markup('<img src="{}{}" alt="{}" loading="lazy">')
        return str(shown.format(given["pictures"], ours[1], said))
    link = Markup('<a href="{}" rel="noopener nofollow">{}</a>')
    return str(link.format(source, said))
