"""How much of the house one client may take, and for how long."""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass

BLOCK = 64 * 1024
"""Bytes sent at once; bodies and answers must keep this pace."""

MOUTHFUL = 16 * 1024
"""Bytes read at once: as many tiny chunks or lines as cost others 20 ms at worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Deadlines in seconds, sizes in bytes.

    `body` and `write` are for every BLOCK: a long upload may take long, but never
    stand still. `per_address` counts an IPv6 network (/64) as one address; 0 means
    no such cap, for a home behind a proxy, where every client has one address.
    """

    idle: float = 60.0
    head: float = 10.0
    body: float = 30.0
    write: float = 30.0
    linger: float = 2.0
    connections: int = 512
    per_address: int = 128
    request_line: int = 8 * 1024
    head_bytes: int = 32 * 1024
    header_count: int = 100
    body_bytes: int = 64 * 1024 * 1024


DEFAULTS = Limits()

DESCRIPTORS = 4096
"""Files and sockets a home with many open pages may have open at once."""


def have_descriptors() -> None:
    """Let this process open as many files and sockets as it may, within reason."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if most == resource.RLIM_INFINITY else min(DESCRIPTORS, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def descriptors() -> int:
    """Return how many files and sockets this process may have open at once."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if allowed == resource.RLIM_INFINITY else allowed
