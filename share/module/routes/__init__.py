"""What the module answers to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes

from . import things

routes = Routes()
for feature in (things,):
    routes.include(feature.routes)
