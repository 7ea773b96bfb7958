"""What people wrote, rendered for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import markdown

if TYPE_CHECKING:
    from markupsafe import Markup

    from homestead.core.house import House


def html(house: House, text: str) -> Markup:
    """Return Markdown as HTML; while a long one is rendered, others are served."""
    if not markdown.is_long(text):
        return markdown.html(text)
    rendered: Markup = house.aside(lambda: markdown.html(text))
    return rendered


def shown(house: House, field: dict[str, Any]) -> dict[str, Any]:
    """Return a field's value with what it looks like, if it is Markdown, as `html`."""
    written = field["markdown"] and field["type"] == "text"
    return {**field, "html": html(house, field["value"]) if written else None}
