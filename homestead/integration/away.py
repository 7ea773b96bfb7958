"""What browsers keep for when the home does not answer: one page, and who shows it.

Browsers do so for a home on the same device or behind https, and for no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import resources
from homestead.core.asking import Answer
from homestead.core.routes import PUBLIC, Routes

if TYPE_CHECKING:
    from homestead.core.asking import Ask

PAGE = "/away"
"""The page itself."""

KEEPER = "/keeper.js"
"""The script that keeps it; it minds all paths below its own, so it is at the top."""

routes = Routes()


@routes.get(PAGE, needs=PUBLIC)
def page(ask: Ask) -> Answer:
    """Say that the home does not answer, and what one can do."""
    return ask.page("away.html")


@routes.get(KEEPER, needs=PUBLIC)
def keeper(_ask: Ask) -> Answer:
    """Hand out the script that keeps the page."""
    headers = [
        ("Content-Type", "text/javascript; charset=utf-8"),
        ("Cache-Control", "no-cache"),
    ]
    return Answer(resources.read(resources.share("static/js/keeper.js")), 200, headers)
