"""JSON lines over a Unix socket; open files ride along as descriptors.

→ {"call": "fronts.switch", "args": {"alters": ["seles"]}, "actor": "shell",
   "version": "0.1.0", "files": [["export.json", false]]}
      (a descriptor for each file comes with the line; true: it is written to)
← {"progress": [done, total, "text"]}                 (any number of times)
← {"result": …}  or  {"error": {"code", "message", "hint"}}
"""

from __future__ import annotations

import _socket
import json
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

LONGEST_PATH = 100
"""Bytes of a socket's path that every system takes (Linux has 108, others 104)."""

MOST_FILES = 16
"""Descriptors one call may carry."""


def socket_path(data: str) -> str:
    """Return where the home's control socket lies."""
    return os.path.join(data, "control.sock")


def encode(message: dict[str, Any]) -> bytes:
    """Return `message` as one line."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def send(peer: _socket.socket, message: dict[str, Any], files: Sequence[int]) -> None:
    """Send one line, the descriptors with its first byte."""
    line = memoryview(encode(message))
    ancillary = []
    if files:
        packed = b"".join(fd.to_bytes(4, _byteorder()) for fd in files)
        ancillary = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, packed)]
    sent = peer.sendmsg([line], ancillary)
    if sent < len(line):
        peer.sendall(line[sent:])


def _byteorder() -> Any:
    import sys

    return sys.byteorder


def messages(peer: _socket.socket) -> Iterator[dict[str, Any]]:
    """Yield each line the other side sends, until it closes."""
    pending = b""
    while chunk := peer.recv(65536):
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            yield json.loads(line)
