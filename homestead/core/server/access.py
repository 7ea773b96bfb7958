"""What the access log is told of every request."""

from __future__ import annotations

from typing import NamedTuple


class Access(NamedTuple):
    """One request and its answer.

    `path` comes without its query, which may hold what nobody should read; `status`
    is 0 for a client that left before an answer; `bytes` counts all that was sent,
    `peer` is empty for a Unix socket.
    """

    method: str
    path: str
    status: int
    bytes: int
    ms: float
    request_id: str
    peer: str
