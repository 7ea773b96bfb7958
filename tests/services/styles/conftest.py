"""Looks of the cast."""

from __future__ import annotations

import pytest

from homestead.core.house import NOBODY, Asker
from homestead.services import styles


@pytest.fixture
def seen(house):
    """Tell what somebody sees: `seen("guest")`, or acting as the alter in a row."""

    def look(role="shell", acting=None):
        asker = (
            NOBODY if role == "nobody" else Asker("Kit", role, user=1, acting=acting)
        )
        return styles.worn(house.asked_by("Kit", asker=asker))

    return look


@pytest.fixture
def row(house):
    """Return the row of an alter."""
    return lambda alter: house.app.value(
        "SELECT id FROM alters WHERE handle = ?", (alter,)
    )
