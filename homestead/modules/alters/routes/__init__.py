"""What the module answers to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes
from homestead.modules.alters.routes import (
    entry,
    exporting,
    front,
    history,
    importing,
    undo,
)

routes = Routes()
for feature in (front, history, entry, undo, importing, exporting):
    routes.include(feature.routes)
