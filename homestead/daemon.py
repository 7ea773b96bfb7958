"""The daemon: the home held open, answering on the control socket and over HTTP."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any

from homestead import app
from homestead.core import log
from homestead.core.control import serving, wire
from homestead.core.server import Server, aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.paths import Paths

START_PATIENCE = 3.0
"""Seconds the daemon waits at start for a command to finish with the home."""


def serve(
    paths: Paths,
    *,
    host: str | None = None,
    port: int | None = None,
    ready: Callable[[str], None] = print,
) -> None:
    """Serve the home until told to stop (SIGTERM, or Ctrl-C); tell `ready` the address.

    Raises BusyError, naming the process, when the home has a daemon already.
    """
    home = app.open_home(paths, patience=START_PATIENCE, run_aside=aside)
    with contextlib.closing(home):
        log.begin(paths.log, home.house.config)
        server = _server(home, host, port)
        server.start()
        control = serving.serve(paths.data, home.call)
        home.house.url = server.url
        ready(server.url)
        try:
            server.run_until_stopped()
        finally:
            control.stop()
            os.unlink(wire.socket_path(paths.data))


def _server(home: app.Home, host: str | None, port: int | None) -> Any:
    from homestead.core import web

    config = home.house.config
    return Server(
        web.application(hosts=config["server.hosts"]),
        host=host or config["server.host"],
        port=config["server.port"] if port is None else port,
        log=log.access,
    )
