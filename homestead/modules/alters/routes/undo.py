"""Taking a change back, and making it again, from the page that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.services import changes

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.post("/undo", needs="change.undo")
def undo(ask: Ask) -> Answer:
    """Take back the change named by `change`."""
    changes.undo(ask.house, change=ask.form.number("change"))
    return ask.to(ask.back(), did=ask.form.number("change"))


@routes.post("/redo", needs="change.undo")
def redo(ask: Ask) -> Answer:
    """Make the change named by `change` again."""
    changes.redo(ask.house, change=ask.form.number("change"))
    return ask.to(ask.back(), did=ask.form.number("change"))
