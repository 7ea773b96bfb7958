"""What the module answers to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes

routes = Routes()
