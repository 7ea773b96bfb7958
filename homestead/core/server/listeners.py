"""Sockets to listen on: an address, a path, or what systemd hands over."""

from __future__ import annotations

import errno
import os
import socket
import stat
from typing import TYPE_CHECKING

from homestead.core.errors import BusyError, ConfigError, NotPermittedError

if TYPE_CHECKING:
    from collections.abc import MutableMapping

BACKLOG = 256
_FIRST_INHERITED = 3


def tcp(host: str, port: int) -> socket.socket:
    """Return a socket listening on `host` and `port` (0: any that is free).

    Raises BusyError when somebody else has the port, NotPermittedError when we may
    not have it, ConfigError for a host that is not this machine.
    """
    address = f"{host}:{port}"
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError) as error:
        raise _misaddressed(address) from error
    family, _, _, _, place = found[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _explained(error, address) from error
    return listener


def unix(path: str) -> socket.socket:
    """Return a socket listening at `path`, for its owner only (mode 0600).

    A socket that nobody listens at any more is replaced; BusyError when somebody does.
    """
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _clear(path)
        listener.bind(path)
        os.chmod(path, 0o600)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _explained(error, path) from error
    except BusyError:
        listener.close()
        raise
    return listener


def inherited(environ: MutableMapping[str, str]) -> socket.socket | None:
    """Return the listening socket systemd opened for us, or None.

    The variables that told of it are cleared: our children are not meant.
    """
    count = environ.pop("LISTEN_FDS", "")
    meant = environ.pop("LISTEN_PID", "")
    environ.pop("LISTEN_FDNAMES", None)
    if meant != str(os.getpid()) or not count.isdigit() or int(count) < 1:
        return None
    os.set_inheritable(_FIRST_INHERITED, False)  # noqa: FBT003  a positional-only API
    return socket.socket(fileno=_FIRST_INHERITED)


def prepare(listener: socket.socket) -> socket.socket:
    """Make a listening socket fit to serve: never blocking, answers sent at once."""
    listener.setblocking(False)  # noqa: FBT003  a positional-only API
    if listener.family != socket.AF_UNIX:
        # Linux: accepted sockets inherit it. Without it every answer that takes two
        # packets waits 40 ms for the client's delayed acknowledgement.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _clear(path: str) -> None:
    try:
        if not stat.S_ISSOCK(os.stat(path).st_mode):
            raise BusyError(
                f"{path} is in the way: it is not a socket.",
                hint="Move it away, or choose another path.",
            )
    except FileNotFoundError:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        if probe.connect_ex(path) == 0:
            raise _taken(path)
    os.unlink(path)


def _taken(address: str) -> BusyError:
    return BusyError(
        f"Something already listens on {address}.",
        hint="Is a daemon running already? Stop it, or choose another port.",
    )


def _misaddressed(address: str) -> ConfigError:
    return ConfigError(
        f"This machine cannot listen on {address}.",
        hint="Use 127.0.0.1 for this machine only, 0.0.0.0 for the whole network.",
    )


def _explained(
    error: OSError, address: str
) -> BusyError | NotPermittedError | ConfigError:
    if error.errno == errno.EADDRINUSE:
        return _taken(address)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return NotPermittedError(
            f"Listening on {address} is not allowed.",
            hint="Ports below 1024 need special rights: choose a higher one.",
        )
    return _misaddressed(address)
