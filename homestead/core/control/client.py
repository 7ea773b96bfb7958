"""The command's end of the control socket: needs `_socket` and `json`, nothing else."""

from __future__ import annotations

import _socket
import os

from homestead import __version__
from homestead.core import errors
from homestead.core.control import wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from homestead.core.house import NamedFile, Progress


def connect(data: str) -> _socket.socket | None:
    """Return a connection to the daemon that holds the home in `data`, or None.

    Raises NotPermittedError when a daemon is there and belongs to somebody else.
    """
    path = wire.socket_path(data)
    if not os.path.exists(path):
        return None
    peer = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        _reach(peer, data, path)
    except (ConnectionRefusedError, FileNotFoundError):
        peer.close()
        return None
    except PermissionError as error:
        peer.close()
        raise errors.NotPermittedError(
            "This home belongs to another user of this machine.",
            hint="Run the command as the user the daemon runs as.",
        ) from error
    return peer


def _reach(peer: _socket.socket, data: str, path: str) -> None:
    """Connect, going through the directory itself where the path is too long."""
    if len(os.fsencode(path)) <= wire.LONGEST_PATH:
        peer.connect(path)
        return
    folder = os.open(data, os.O_RDONLY)
    try:
        peer.connect(f"/proc/self/fd/{folder}/control.sock")
    finally:
        os.close(folder)


def call(
    peer: _socket.socket,
    name: str,
    args: dict[str, Any],
    *,
    files: Sequence[NamedFile] = (),
    progress: Progress | None = None,
) -> Any:
    """Ask the daemon for `name` with `args`; return its result or raise its error.

    Raises UnreachableError when it goes away before it has answered.
    """
    request = {
        "call": name,
        "args": args,
        "actor": "shell",
        "version": __version__,
        "files": [[file.name, file.file.writable()] for file in files],
    }
    try:
        wire.send(peer, request, [file.file.fileno() for file in files])
        for answer in wire.messages(peer):
            if "progress" in answer:
                if progress is not None:
                    progress(*answer["progress"])
            elif "error" in answer:
                raise errors.from_json(answer["error"])
            else:
                return answer["result"]
    except OSError as error:
        raise _gone() from error
    raise _gone()


def _gone() -> errors.UnreachableError:
    return errors.UnreachableError(
        "The daemon went away before it answered; whether it was done is not known.",
        hint="See `homestead status`, then look whether the change is there.",
    )
