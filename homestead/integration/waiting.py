"""What waits for whoever asks, in every open module: the first page says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.integration.rooms import Rooms


def waiting(house: House) -> list[dict[str, str]]:
    """Return what waits: `text`, `icon` and the `url` of the page that shows it.

    A module that fails is noted as failing, and the others are told of all the same.
    """
    rooms: Rooms = house.rooms
    found: list[dict[str, str]] = []
    for module, room in rooms.open_modules():
        if module.waits is None:
            continue
        with room, rooms.failures.noted(module.name, "waits"):
            found += [
                {
                    "text": each.text,
                    "icon": each.icon,
                    "url": rooms.url(module.name, each.path),
                }
                for each in module.waits(house)
            ]
    return found
