"""What the forums answer to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes
from homestead.modules.forums.routes import (
    category,
    feeds,
    index,
    opinions,
    reading,
    thread,
)

routes = Routes()
for feature in (
    index,
    category,
    thread,
    opinions,
    reading,
    feeds,
):
    routes.include(feature.routes)
