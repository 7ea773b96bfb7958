"""What the module answers to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes
from homestead.modules.alters.routes import (
    editing,
    entry,
    exporting,
    fields,
    front,
    groups,
    history,
    importing,
    listing,
    pictures,
    profile,
    statistics,
    system,
    timeline,
    undo,
)

routes = Routes()
for feature in (
    front,
    history,
    entry,
    timeline,
    statistics,
    undo,
    importing,
    exporting,
    listing,
):
    routes.include(feature.routes)
# In this order, since any word may be somebody's handle.
for feature in (groups, fields, system, editing, pictures, profile):
    routes.include(feature.routes)
