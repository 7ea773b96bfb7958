"""What the module answers to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes
from homestead.modules.alters.routes import front, undo

routes = Routes()
for feature in (front, undo):
    routes.include(feature.routes)
