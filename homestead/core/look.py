"""How this browser wants pages to look: light or dark, and in which letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def of(environ: Mapping[str, Any]) -> dict[str, str]:
    """Return what the browser that asks has chosen: `{"theme", "font"}`."""
    theme, _, font = cookie(environ, COOKIE).partition(".")
    return {
        "theme": theme if theme in THEMES else "",
        "font": font if font in FONTS else "",
    }


def kept(theme: str, font: str) -> str:
    """Return the cookie's value for a choice; what is none of ours counts as none."""
    return f"{theme if theme in THEMES else ''}.{font if font in FONTS else ''}"
