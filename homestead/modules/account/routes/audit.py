"""The audit log: who did what that matters for safety."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.routes import Routes
from homestead.modules.account import saying
from homestead.services import audit

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/audit", needs="audit.read")
def log(ask: Ask) -> Answer:
    """Show a page of the log, newest first."""
    before = ask.query.number("before", 0) or None
    listed = audit.listing(ask.house, before=before)
    rows = [
        (entry["at_local"], entry["actor"], entry["action"], _facts(entry["meta"]))
        for entry in listed["entries"]
    ]
    return saying.page(ask, "audit.html", rows=rows, earlier=listed["next"])


def _facts(meta: dict[str, Any]) -> str:
    """Return `user: Kit · role: guest`."""
    told = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in meta.items()
    }
    return " · ".join(
        f"{name}: {value}" for name, value in told.items() if value not in {"", None}
    )
