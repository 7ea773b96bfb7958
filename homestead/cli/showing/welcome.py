"""What a new home says: where its owner begins, to click and to point a phone at."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from homestead.core import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUIET = 2
"""Modules of light around the code; scanners want some."""


def lines(url: str) -> Iterator[str]:
    """Yield the one-time link at `url`, and the same as a QR code.

    The code is drawn light on dark, as most terminals are, without colours of its own.
    """
    yield "This home has no owner yet. Open this link to become it:"
    yield ""
    yield f"  {url}"
    yield ""
    yield from _drawn(url)
    yield ""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or addresses.is_here(host):
        yield "Only this machine reaches it. For other devices, your phone perhaps:"
        yield ""
        yield "  homestead serve --host 0.0.0.0"
        yield ""
    yield "It works once, within 24 hours. Whoever opens it first owns the home."


def _drawn(url: str) -> list[str]:
    import segno

    out = io.StringIO()
    segno.make_qr(url, error="l").terminal(out, border=_QUIET, compact=True)
    return [f"  {line}" for line in out.getvalue().splitlines()]
