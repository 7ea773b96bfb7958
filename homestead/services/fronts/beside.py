"""Who was there already when a front began."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.fronts import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homestead.core.database import Reader
    from homestead.services.fronts.front import Front


def told(
    reader: Reader, page: Sequence[Front], *, whole: bool, latest: bool
) -> dict[int, list[dict[str, Any]]]:
    """Return for each front of a page, by id, who was there when it began.

    `whole`: nobody is left out of the page, which goes from its newest to its oldest.
    `latest`: hardly anything was recorded since.
    """
    found = _of_all(reader, page, latest=latest) if whole else _of_each(reader, page)
    known = models.people(reader, {one.alter_id for line in found for one in line})
    return {
        front.id: [
            {
                "alter": known[one.alter_id]["handle"],
                "name": known[one.alter_id]["name"],
                "color": known[one.alter_id]["color"],
            }
            for one in others
        ]
        for front, others in zip(page, found, strict=True)
    }


def _of_all(
    reader: Reader, page: Sequence[Front], *, latest: bool
) -> list[list[Front]]:
    """Look among the page itself, and among those who were there before all of it."""
    if not page:
        return []
    there_at = models.fronting_now if latest else models.fronting
    early = there_at(reader, min(front.started_at for front in page))
    every = {front.id: front for front in (*early, *page)}.values()
    return [_there(front, every) for front in page]


def _of_each(reader: Reader, page: Sequence[Front]) -> list[list[Front]]:
    return [_there(front, models.fronting(reader, front.started_at)) for front in page]


def _there(front: Front, others: Iterable[Front]) -> list[Front]:
    start = front.started_at
    return [
        other
        for other in others
        if other.alter_id != front.alter_id
        and other.started_at <= start
        and other.lasts_beyond(start)
    ]
