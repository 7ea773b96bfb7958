"""What the forums answer to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes
from homestead.modules.forums.routes import (
    boards,
    categories,
    category,
    desk,
    feeds,
    index,
    moderation,
    opinions,
    reading,
    searching,
    thread,
    writing,
)

routes = Routes()
for feature in (
    index,
    category,
    thread,
    opinions,
    reading,
    feeds,
    moderation,
    writing,
    desk,
    searching,
    categories,
    boards,
):
    routes.include(feature.routes)
