"""What every command is tested with."""

from __future__ import annotations

from contextlib import closing

import pytest

from homestead import app
from homestead.core import paths


@pytest.fixture
def cast(home):
    """Let Seles, Dexen and Yuki live in the home of this test."""
    with closing(app.open_home(paths.find(str(home)))) as opened:
        for name in ("Seles", "Dexen", "Yuki"):
            opened.call("alters.add", {"name": name})
