"""How this browser wants pages to look: its own choices, kept in a cookie.

Light or dark, in which letters, and three things to switch on: `plain`, the home's own
look whoever fronts; `calm`, no pictures, no motion and muted colours; `simple`, large,
with few words and nothing in reach that takes anything away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from homestead.core.asking import cookie

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

COOKIE = "homestead_look"
"""The cookie that keeps it: a phone in bed and a desk by day may differ."""

KEPT = 400 * 24 * 60 * 60
"""Seconds a browser keeps it: the longest any does."""

THEMES = ("", "light", "dark")
"""What `data-theme` may be; "": as the system has it."""

FONTS = ("", "dyslexic", "system")
"""What `data-font` may be; "": the home's own."""

SWITCHES = ("plain", "calm", "simple")
"""What is switched on or off."""

LEFT = "left"
"""What a page is asked with right after a browser left large and simple pages."""

_PICTURE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SAYS = re.compile(r"""\balt=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_LONGEST = len("light.dyslexic.plain.calm.simple")


class Look(NamedTuple):
    """What a browser has chosen; templates know it as `look`."""

    theme: str = ""
    font: str = ""
    plain: bool = False
    calm: bool = False
    simple: bool = False


def of(environ: Mapping[str, Any]) -> Look:
    """Return what the browser that asks has chosen; none of ours is no choice."""
    said = cookie(environ, COOKIE)
    if not said or len(said) > _LONGEST:
        return Look()
    theme, font, *on = [*said.split("."), ""][: 2 + len(SWITCHES)]
    return Look(
        theme if theme in THEMES else "",
        font if font in FONTS else "",
        *(name in on for name in SWITCHES),
    )


def kept(look: Look) -> str:
    """Return the cookie's value for a choice; what is none of ours counts as none."""
    theme = look.theme if look.theme in THEMES else ""
    font = look.font if look.font in FONTS else ""
    return ".".join([theme, font, *(name for name in SWITCHES if getattr(look, name))])


def without_pictures(page: str) -> str:
    """Return a page with what its pictures say in their place: none is sent for."""
    return _PICTURE.sub(_words, page)


def _words(picture: re.Match[str]) -> str:
    found = _SAYS.search(picture[0])
    said = (found[1] or found[2] or "") if found else "a picture"
    return f'<em class="picture">{said}</em>' if said else ""
