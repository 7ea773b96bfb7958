"""Moments as they are told: in UTC for scripts, as their clock shows for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock, when

if TYPE_CHECKING:
    from homestead.core.house import House


def told(house: House, **moments: int | None) -> dict[str, str | None]:
    """Return each moment twice: `{"created": "…Z", "created_local": "…"}`."""
    zone = house.zone
    told: dict[str, str | None] = {}
    for name, moment in moments.items():
        told[name] = clock.iso_or_none(moment)
        told[f"{name}_local"] = None if moment is None else when.wall(moment, zone)
    return told
