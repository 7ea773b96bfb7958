"""What the module answers to, one file a feature."""

from __future__ import annotations

from homestead.core.routes import Routes
from homestead.modules.account.routes import (
    audit,
    first,
    look,
    password,
    people,
    person,
    sessions,
    settings,
    signing,
    tokens,
    you,
)

routes = Routes()
for feature in (
    first,
    signing,
    you,
    sessions,
    password,
    look,
    tokens,
    people,
    person,
    audit,
    settings,
):
    routes.include(feature.routes)
