"""The audit log: who did what that matters for safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.account import saying, telling
from homestead.services import audit

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/audit", needs="audit.read")
def log(ask: Ask) -> Answer:
    """Show a page of the log, newest first."""
    before = ask.query.number("before", 0) or None
    listed = audit.listing(ask.house, before=before)
    entries = [
        {
            "at": entry["at"],
            "local": entry["at_local"],
            "sentence": telling.sentence(entry),
            "details": telling.details(entry),
        }
        for entry in listed["entries"]
    ]
    return saying.page(ask, "audit.html", entries=entries, earlier=listed["next"])
