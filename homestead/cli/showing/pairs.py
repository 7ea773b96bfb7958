"""What is known of one thing: a name for each line, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.cli.showing.width import column, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def pairs(known: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield `name  value` lines, aligned; what is empty is left out."""
    told = [(name, value) for name, value in known if value]
    names = column(name for name, _ in told)
    for name, (_, value) in zip(names, told, strict=True):
        first, *more = value.split("\n")
        yield f"{name}  {first}"
        yield from (f"{' ' * width(name)}  {line}" for line in more)
