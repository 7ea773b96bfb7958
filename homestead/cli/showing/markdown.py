"""Text people wrote: Markdown drawn on a terminal, as it is in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from homestead.core.plain import safe

if TYPE_CHECKING:
    from collections.abc import Iterator


def markdown(text: str) -> Iterator[str]:
    """Yield the lines of `text`."""
    # What could command the terminal goes before rich adds what may.
    lines = safe(text)
    if not sys.stdout.isatty():
        yield from lines.split("\n")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    with console.capture() as capture:
        console.print(Markdown(lines, hyperlinks=False))
    yield from capture.get().rstrip("\n").split("\n")
