"""How `homestead status` reads."""

from __future__ import annotations

from homestead.cli.showing import front

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from homestead.core.terms import Terms


def lines(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield who fronts, whether the daemon is up, and what is in the home."""
    yield from front.lines(result, terms)
    daemon = result["daemon"]
    up = f"running at {daemon['url']} (process {daemon['pid']})"
    yield f"daemon    {up if daemon['running'] else 'not running'}"
    yield f"{terms.alters:<9} {result['alters']}, custom {result['custom_fronts']}"
    yield f"record    {result['fronts']} entries"
    if result["preserved"]:
        yield f"kept      {result['preserved']} records no module shows yet"
    yield f"data      {result['home']['data']} ({_size(result['bytes'])})"
    yield f"backup    {result['last_backup'] or 'none yet'}"
    yield f"version   {result['version']}"


def _size(octets: int) -> str:
    units = ("bytes", "KB", "MB", "GB")
    step = min(max(octets.bit_length() - 1, 0) // 10, len(units) - 1)
    return f"{octets / (1 << 10 * step):.0f} {units[step]}"
