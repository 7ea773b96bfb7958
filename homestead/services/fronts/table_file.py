"""The record as a table file (CSV) that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.plain import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = (
    "id", "alter", "name", "custom", "tier", "start", "end", "start_local", "end_local",
    "seconds", "status", "comments",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(fronts: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the file line by line: a heading, then each of `fronts`."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in chain([COLUMNS], map(_row, fronts)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _row(front: dict[str, Any]) -> list[Any]:
    end = front["end"]
    told = {
        **front,
        "custom": "yes" if front["custom"] else "no",
        "comments": "\n".join(comment["text"] for comment in front["comments"]),
        "seconds": end and (clock.moment(end) - clock.moment(front["start"])) // 1000,
    }
    return [_cell(told[column]) for column in COLUMNS]


def _cell(value: Any) -> Any:
    """Return what a spreadsheet takes for text, never for a formula to carry out."""
    if not isinstance(value, str):
        return value
    return f"'{safe(value)}" if value.startswith(_FORMULA) else safe(value)
