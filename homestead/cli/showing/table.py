"""Tables: drawn on a terminal, aligned plain text in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from homestead.cli.showing.width import aligned
from homestead.core.plain import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    colors: Sequence[str | None] = (),
) -> Iterator[str]:
    """Yield the lines of a table; cells are plain text and printed as they are.

    `colors`: one `#rrggbb` (or None) for each row, shown on a terminal as a spot.
    """
    # Cleaned here: lines that rich has coloured are not cleaned any more.
    cells = [[safe(str(cell)) for cell in row] for row in rows]
    if sys.stdout.isatty():
        yield from _drawn(headers, cells, colors)
    else:
        yield from aligned([list(headers), *cells])


def _drawn(
    headers: Sequence[str], rows: list[list[str]], colors: Sequence[str | None]
) -> Iterator[str]:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
    if colors:
        drawn.add_column("")
    for header in headers:
        drawn.add_column(header, overflow="fold")
    spots = [[Text("●", style=color) if color else Text(" ")] for color in colors]
    for row, spot in zip(rows, spots or [[] for _ in rows], strict=True):
        drawn.add_row(*spot, *map(Text, row))
    console = Console()
    with console.capture() as capture:
        console.print(drawn)
    yield from capture.get().rstrip("\n").split("\n")
