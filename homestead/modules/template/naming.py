"""Whose look an address means: `/template/seles`, or `/template/_home`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.services.styles import HOME

if TYPE_CHECKING:
    from homestead.core.asking import Ask


def meant(sheet: str) -> str | None:
    """Return the alter that is meant; None for the home itself."""
    return None if sheet == HOME else sheet


def at(ask: Ask, sheet: str) -> str:
    """Return the address of the page where that look is made."""
    return ask.url("template", f"/{sheet}")
