"""The address under which other devices on the same network reach this machine."""

from __future__ import annotations

import contextlib
import fcntl
import ipaddress
import socket
import struct

_ADDRESS_OF = 0x8915
"""Asks Linux, Android too, for the IPv4 address of an interface (SIOCGIFADDR)."""


def address() -> str:
    """Return the first private IPv4 address of this machine, "" if it tells none."""
    found = ""
    # Android tells programs nothing of interfaces, or less with each year.
    with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            found = found or _private(_address(asking, name))
    return found


def _address(asking: socket.socket, name: str) -> str:
    request = struct.pack("256s", name.encode())
    try:
        answer = fcntl.ioctl(asking.fileno(), _ADDRESS_OF, request)
    except OSError:
        return ""  # it has none
    return socket.inet_ntoa(answer[20:24])


def _private(text: str) -> str:
    """Return `text` if it is an address only this network knows, else ""."""
    if not text:
        return ""
    ip = ipaddress.ip_address(text)
    return text if ip.is_private and not ip.is_loopback else ""
