"""What imports kept because no module could show it, given to the one that can."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.core.module import Preserved

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.core.module import Module, Takeover


def over(house: House, module: Module) -> None:
    """Have a module take what there is for it; each record is marked as taken."""
    for takeover in module.takes:
        for row, preserved in _waiting(house, takeover):
            takeover.take(house, preserved)
            with house.app.transaction() as tx:
                taken = {"taken_by": module.name, "taken_at": clock.now()}
                tx.update("preserved", row, taken)


def _waiting(house: House, takeover: Takeover) -> list[tuple[int, Preserved]]:
    rows = house.app.rows(
        "SELECT id, app, collection, source_id, record FROM preserved"
        " WHERE app = ? AND collection = ? AND taken_at IS NULL ORDER BY id",
        (takeover.app, takeover.collection),
    )
    return [
        (
            row["id"],
            Preserved(
                row["app"],
                row["collection"],
                row["source_id"],
                json.loads(row["record"]),
            ),
        )
        for row in rows
    ]
