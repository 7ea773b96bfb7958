"""Homes for property tests, which need a fresh one for each example."""

from __future__ import annotations

import tempfile
from contextlib import closing, contextmanager

from homestead import app
from homestead.core import paths


@contextmanager
def a_home():
    """A new home, as services see it, gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as place,
        closing(app.open_home(paths.find(place))) as opened,
    ):
        yield opened.house
