"""The record of fronts as one file for other programs: a table, or a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, cast

from homestead.core.errors import UsageError
from homestead.services import fronts
from homestead.services.fronts import calendar_file, table_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.database import Reader
    from homestead.core.house import House

KINDS = {"csv": table_file.written, "ics": calendar_file.written}

_PAGE = 2000


def write(house: House, reader: Reader, file: BinaryIO, kind: str) -> None:
    """Write all of it, as `reader` sees it, newest first; as `csv` or `ics`."""
    if kind not in KINDS:
        raise UsageError(
            f"The record cannot be written as {kind[:20]!r}.",
            hint=f"Use one of: {', '.join(KINDS)}.",
        )
    file.writelines(part.encode() for part in KINDS[kind](_entries(house, reader)))


def _entries(house: House, reader: Reader) -> Iterator[dict[str, Any]]:
    own = house.asked_by(house.actor)
    own.app = cast(Any, reader)  # only ever read from here
    cursor = None
    while True:
        page = fronts.history(own, limit=_PAGE, cursor=cursor)
        yield from page["fronts"]
        cursor = page["next"]
        if cursor is None:
            return
