"""What people wrote, rendered for a page."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from homestead.core import clock, dates, markdown, when

if TYPE_CHECKING:
    from markupsafe import Markup

    from homestead.core.asking import Ask
    from homestead.core.house import House


def html(ask: Ask, text: str) -> Markup:
    """Return Markdown as HTML; while a long one is rendered, others are served."""
    pictures = ask.url("alters", "/pictures/")
    if not markdown.is_long(text):
        return markdown.html(text, pictures)
    rendered: Markup = ask.house.aside(lambda: markdown.html(text, pictures))
    return rendered


def shown(ask: Ask, field: dict[str, Any]) -> dict[str, Any]:
    """Return a field's value with what it looks like: `html` if it is Markdown.

    Else `said`, in which dates are as people say them.
    """
    written = field["markdown"] and field["type"] == "text"
    return {
        **field,
        "html": html(ask, field["value"]) if written else None,
        "said": _said(ask.house, field["type"], field["value"]),
    }


def _said(house: House, kind: str, value: str) -> str:
    if kind in dates.KINDS:
        return dates.spoken(value)
    if kind == "timestamp":
        with suppress(ValueError, OverflowError, OSError):
            return when.wall(clock.moment(value), house.zone)
    return value
