"""The daemon's end of the control socket: one greenlet a command."""

from __future__ import annotations

import json
import logging
import os
import socket
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import gevent
from gevent.server import StreamServer

from homestead import __version__
from homestead.core.control import wire
from homestead.core.errors import ConflictError, HomesteadError, UsageError
from homestead.core.house import NamedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homestead.core.house import Progress

log = logging.getLogger("homestead.control")

PROGRESS_EVERY = 0.1
"""Seconds between two words on how far a call is."""

LONGEST_REQUEST = 16 * 1024 * 1024


class Caller(Protocol):
    """What carries a call out: `Home.call`."""

    def __call__(
        self,
        name: str,
        args: dict[str, Any],
        *,
        files: Sequence[NamedFile],
        actor: str,
        progress: Progress,
    ) -> Any:
        """Return what the service returned."""


def serve(data: str, caller: Caller) -> StreamServer:
    """Start answering on the home's socket; the holder of the home's lock may call."""
    server = StreamServer(_listen(data), lambda peer, _: _answer(peer, caller))
    server.start()
    return server


def _listen(data: str) -> socket.socket:
    """Bind the socket, replacing one left by a daemon that was killed."""
    path = wire.socket_path(data)
    if os.path.lexists(path):
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    folder = os.open(data, os.O_RDONLY)
    try:
        long = len(os.fsencode(path)) > wire.LONGEST_PATH
        listener.bind(f"/proc/self/fd/{folder}/control.sock" if long else path)
    finally:
        os.close(folder)
    os.chmod(path, 0o600)
    listener.listen(64)
    return listener


def _answer(peer: socket.socket, caller: Caller) -> None:
    """Carry out one command's call and send what came of it."""
    files: list[NamedFile] = []
    try:
        try:
            request, files = _receive(peer)
            told = _carry_out(peer, request, files, caller)
        except HomesteadError as error:
            told = {"error": error.to_json()}
        peer.sendall(wire.encode(told))
    except OSError:
        log.info("A command went away before its answer")
    finally:
        for file in files:
            file.file.close()


def _receive(peer: socket.socket) -> tuple[dict[str, Any], list[NamedFile]]:
    line, descriptors = b"", []
    while not line.endswith(b"\n"):
        chunk, fds, _, _ = socket.recv_fds(peer, 65536, wire.MOST_FILES)
        descriptors += fds
        line += chunk
        if not chunk or len(line) > LONGEST_REQUEST:
            line = b""
            break
    try:
        request = _understood(line, len(descriptors))
    except UsageError:
        for descriptor in descriptors:
            os.close(descriptor)
        raise
    return request, [
        NamedFile(name, open(descriptor, "wb" if written else "rb"))
        for (name, written), descriptor in zip(
            request["files"], descriptors, strict=True
        )
    ]


def _understood(line: bytes, files: int) -> dict[str, Any]:
    """Return the request in `line`, or raise UsageError for what is no request."""
    try:
        request = json.loads(line)
        shape = {"call": str, "args": dict, "actor": str, "version": str, "files": list}
        fits = all(isinstance(request[key], kind) for key, kind in shape.items())
        if fits and len(request["files"]) == files:
            return request  # type: ignore[no-any-return]
    except (ValueError, TypeError, KeyError):
        pass
    raise UsageError("That is not a call Homestead understands.")


def _carry_out(
    peer: socket.socket,
    request: dict[str, Any],
    files: list[NamedFile],
    caller: Caller,
) -> dict[str, Any]:
    """Run the call beside this greenlet, which tells how far it is meanwhile."""
    if request.get("version") != __version__:
        raise ConflictError(
            f"The daemon is Homestead {__version__}, this command is another version.",
            hint="Restart the daemon, so that both are the same.",
        )
    latest: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, text: str) -> None:
        latest[:] = [(done, total, text)]

    call = partial(
        caller,
        request["call"],
        request["args"],
        files=files,
        actor=request["actor"],
        progress=progress,
    )
    told = gevent.spawn(_told, call)
    while not told.ready():
        told.join(timeout=PROGRESS_EVERY)
        if latest:
            peer.sendall(wire.encode({"progress": latest.pop()}))
    return told.get()  # type: ignore[no-any-return]


def _told(call: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"result": call()}
    except HomesteadError as error:
        return {"error": error.to_json()}
    except Exception:
        log.exception("A call failed")
        wrong = HomesteadError(
            "Something went wrong inside Homestead.",
            hint="The daemon's error.log has the details.",
        )
        return {"error": wrong.to_json()}
