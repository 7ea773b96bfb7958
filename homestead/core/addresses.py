"""Addresses of the network: which are this machine itself."""

from __future__ import annotations

import ipaddress

TYPE_CHECKING = False
if TYPE_CHECKING:
    Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def parsed(text: str) -> Address | None:
    """Return an address as what it is, None if it is none.

    An IPv4 address that came by IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def is_here(text: str) -> bool:
    """Tell whether an address is this machine; empty is a Unix socket, so it is."""
    address = parsed(text)
    return not text or bool(address and address.is_loopback)
