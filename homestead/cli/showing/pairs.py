"""What is known of one thing: a name for each line, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def pairs(known: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield `name  value` lines, aligned; what is empty is left out."""
    told = [(name, value) for name, value in known if value]
    width = max((len(name) for name, _ in told), default=0)
    for name, value in told:
        first, *more = value.split("\n")
        yield f"{name.ljust(width)}  {first}"
        yield from (f"{' ' * width}  {line}" for line in more)
