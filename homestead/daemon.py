"""The daemon: the home held open, answering on the control socket and over HTTP."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from homestead import app
from homestead.core import jobs, log, owned
from homestead.core import paths as places
from homestead.core.control import serving, wire
from homestead.core.server import listeners
from homestead.core.server.access import AccessLog
from homestead.core.server.aside import aside, gently
from homestead.core.server.limits import Limits, have_descriptors
from homestead.core.server.server import Server
from homestead.integration import api, roster
from homestead.integration.site import HomeSite
from homestead.services import accounts
from homestead.services.importing import desk, incoming

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.paths import Paths
    from homestead.integration.rooms import Rooms

TURN = 0.001
"""Seconds a thread may go on while others wait. Each question to SQLite gives the turn
away; with Python's 5 ms a page of ten would wait 50 ms beside an import."""

START_PATIENCE = 3.0
"""Seconds the daemon waits at start for a command to finish with the home."""


def serve(
    paths: Paths,
    *,
    host: str | None = None,
    port: int | None = None,
    ready: Callable[[str, str], None] = print,
) -> None:
    """Serve the home until told to stop (SIGTERM, or Ctrl-C).

    `ready` is told the address, and the link that makes the first owner ("" when there
    is one).
    Raises BusyError, naming the process, when the home has a daemon already, and
    NotPermittedError when it can only be read.
    """
    sys.setswitchinterval(TURN)
    home = app.open_home(paths, patience=START_PATIENCE, run_aside=aside)
    home.house.gently = gently
    with contextlib.closing(home), contextlib.ExitStack() as held:
        home.house.app.refuse_if_read_only()
        places.ensure(paths)  # somebody may have cleared the logs away
        log.begin(paths.log, home.house.config)
        requests = AccessLog(
            os.path.join(paths.log, "access.log"), form=home.house.config["log.format"]
        )
        incoming.sweep(paths)
        held.callback(desk.close, home.house)
        rooms: Rooms = home.house.rooms
        site = HomeSite(home.house, rooms, api.table(home.call, home.service))
        server = _server(home, site, requests, host, port)
        home.house.url = server.url
        control = serving.serve(paths.data, home.call)
        rooms.run_jobs(jobs.every)
        held.callback(jobs.every(owned.EVERY, site.watch))
        roster.write(home.house)
        try:
            server.run_until_stopped(
                ready=lambda: ready(server.url, _first_link(home, rooms, server))
            )
        finally:
            control.stop()
            requests.flush()
            os.unlink(wire.socket_path(paths.data))


def _first_link(home: app.Home, rooms: Rooms, server: Server) -> str:
    """Return a new link that makes the first owner, "" when there is one."""
    if accounts.has_owner(home.house):
        return ""
    token = accounts.first_link(home.house)["token"]
    return server.nearby_url + rooms.url("account", f"/first/{token}")


def _server(
    home: app.Home,
    site: HomeSite,
    requests: AccessLog,
    host: str | None,
    port: int | None,
) -> Server:
    from homestead.core import web

    config = home.house.config
    host = host or config["server.host"]
    have_descriptors()
    return Server(
        web.application(
            site.find, hosts=config["server.hosts"], bound=host, tell=site.tell
        ),
        host=host,
        port=config["server.port"] if port is None else port,
        listener=listeners.inherited(os.environ),
        limits=Limits(body_bytes=config["server.max_body"]),
        log=requests,
        on_error=log.failure,
    )
