"""What follows a change: events for open pages, a line in the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services import audit

if TYPE_CHECKING:
    from homestead.core.database import Transaction
    from homestead.core.house import House


def announce(tx: Transaction, house: House, event: str, **facts: Any) -> None:
    """Tell open pages of a change once it is on disk.

    Of what is private they are told only that something changed.
    """
    if facts.pop("private", False):
        facts = {}
    tx.after_commit(lambda: house.events.tell(event, facts))


def noted(house: House, action: str, **meta: Any) -> None:
    """Append to the home's audit log what was done to a category or a thread."""
    with house.app.transaction() as tx:
        audit.note(tx, house, f"forums.{action}", **meta)
