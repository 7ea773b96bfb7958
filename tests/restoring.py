"""Bringing an export of Homestead back, as `homestead import` does."""

from __future__ import annotations

import io
import json

from homestead.core.house import NamedFile
from homestead.services import imports


def restore(house, export, **options):
    """Bring an export into the home, as bytes or parsed; return the report."""
    content = export if isinstance(export, bytes) else json.dumps(export).encode()
    files = [NamedFile("home.json", io.BytesIO(content))]
    return imports.run(house, files=files, **options)
