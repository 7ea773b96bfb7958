"""The keys of requests: what was asked for twice is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock

if TYPE_CHECKING:
    from homestead.core.database import Reader, Transaction
    from homestead.core.house import House

KEPT = 90 * clock.DAY


def made(reader: Reader, house: House, verb: str) -> int | None:
    """Return what came of this request when it arrived before; None: it did not."""
    if not house.once:
        return None
    found: int | None = reader.value(
        "SELECT made FROM onces WHERE actor = ? AND once = ?",
        (house.actor, f"{verb} {house.once}"),
    )
    return found


def note(tx: Transaction, house: House, verb: str, row: int) -> None:
    """Note what came of this request, if it has a key."""
    if house.once:
        columns = {"actor": house.actor, "once": f"{verb} {house.once}"}
        tx.insert("onces", {**columns, "made": row, "at": clock.now()})


def forget(tx: Transaction) -> None:
    """Forget keys that nobody sends any more."""
    tx.run("DELETE FROM onces WHERE at < ?", (clock.now() - KEPT,))
