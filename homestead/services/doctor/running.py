"""Whether the daemon runs and answers, and could where it does not."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import closing
from typing import TYPE_CHECKING

from homestead import __version__
from homestead.core import config
from homestead.core.control import client
from homestead.core.errors import HomesteadError, NotPermittedError
from homestead.core.lock import HomeLock
from homestead.core.settings import SETTINGS
from homestead.services.doctor.finding import fail, ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.paths import Paths
    from homestead.services.doctor.finding import Finding

PATIENCE = 5.0
"""Seconds the daemon has to answer."""


def daemon(paths: Paths) -> Iterator[Finding]:
    """Look whether the daemon runs and answers."""
    try:
        peer = client.connect(paths.data)
    except NotPermittedError as error:
        yield fail(error.message, error.hint)
        return
    if peer is None:
        yield ok("Not running. Commands work without it; `homestead serve` starts it.")
        return
    with closing(peer):
        peer.settimeout(PATIENCE)
        try:
            told = client.call(peer, "status.show", {})
        except HomesteadError as error:
            holder = HomeLock(paths.data).holder() or "PID"
            yield fail(f"The daemon does not answer. {error.message}", f"kill {holder}")
            return
    yield _answered(told["version"], told["daemon"]["url"])


def _answered(version: str, url: str) -> Finding:
    if version != __version__:
        return warn(
            f"The daemon is Homestead {version}, this command {__version__}.",
            "restart the daemon",
        )
    return ok(f"Running at {url}.")


def port(paths: Paths) -> Iterator[Finding]:
    """Look whether the daemon could listen where it is told to, if it is not there."""
    if _is_up(paths):
        return
    told = config.gather(paths.config, os.environ, {}).config()
    host, number = told["server.host"], told["server.port"]
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, number, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        yield _taken(host, number, error)
    else:
        yield ok(f"The daemon can listen on {host}, port {number}.")


def _taken(host: str, number: int, error: OSError) -> Finding:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        told = f"{host} is no address of this machine."
        return fail(told, "homestead config unset server.host")
    if error.errno == errno.EADDRINUSE:
        told = f"Another program has port {number}; the daemon could not listen on it."
        usual = SETTINGS["server.port"].default
        other = usual if number != usual else usual + 1
        return warn(told, f"homestead config set server.port {other}")
    told = f"The daemon could not listen on {host}, port {number}: {error.strerror}."
    return fail(told, "homestead config unset server.port")


def _is_up(paths: Paths) -> bool:
    try:
        peer = client.connect(paths.data)
    except NotPermittedError:
        return True
    if peer is None:
        return False
    peer.close()
    return True
