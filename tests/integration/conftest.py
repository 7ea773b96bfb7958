"""What modules do in a home that tests open themselves."""

from __future__ import annotations

import pytest

from homestead.services import access


@pytest.fixture(autouse=True)
def permissions(monkeypatch):
    """What modules teach of permissions is forgotten after each test."""
    monkeypatch.setattr(access, "PERMISSIONS", dict(access.PERMISSIONS))
