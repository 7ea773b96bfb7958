"""What the module answers to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes
from homestead.modules.template.routes import (
    carrying,
    editing,
    listing,
    pinning,
    trying,
)

routes = Routes()
for feature in (listing, trying, pinning, carrying, editing):
    routes.include(feature.routes)
