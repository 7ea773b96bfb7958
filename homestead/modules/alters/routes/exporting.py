"""Taking everything home: as one file, or the record alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.services.exporting import download

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/export", needs="export.run")
def page(ask: Ask) -> Answer:
    """Show what there is to take home."""
    return ask.page("alters/export.html")


@routes.post("/export", needs="export.run", form=page)
def take(ask: Ask) -> Answer:
    """Send an export as a file."""
    ready = download.prepare(ask.house, kind=ask.form.text("kind"))
    answer = ask.download(ready.pieces, name=ready.name, kind=ready.kind)
    answer.headers.append(("Content-Length", str(ready.size)))
    return answer
