"""Browsers: what to call one, and whether a user has signed in from it before."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from homestead.core import addresses, clock, handles
from homestead.services.accounts import keys

if TYPE_CHECKING:
    import sqlite3

    from homestead.core.database import Reader, Transaction

KEPT = 400 * clock.DAY
"""How long a browser is remembered after it was last used to sign in."""

LONGEST = 60

_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def called(user_agent: str) -> str:
    """Return what a person calls the browser: `Firefox on Android`."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    said = handles.clean(user_agent[: 2 * LONGEST])[:LONGEST].strip()
    return browser or system or said or "unknown device"


def _first(signs: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in signs.items() if sign in user_agent), "")


def remember(
    tx: Transaction, user: int, *, token: str, name: str, address: str
) -> tuple[int, str]:
    """Note that `user` has signed in from here; return the row and the token.

    A browser that brings the token of a device keeps it, whoever signs in.
    """
    now = clock.now()
    if not _exists(tx, token):
        token = keys.fresh()
    row = tx.value(
        "INSERT INTO devices (user_id, token_hash, name, address, created_at,"
        " last_used_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, token_hash) DO UPDATE SET name = excluded.name,"
        " address = excluded.address, last_used_at = excluded.last_used_at"
        " RETURNING id",
        (user, keys.digest(token), name, address, now, now),
    )
    tx.run("DELETE FROM devices WHERE last_used_at < ?", (now - KEPT,))
    return row, token


def _exists(reader: Reader, token: str) -> bool:
    found = reader.value(
        "SELECT 1 FROM devices WHERE token_hash = ? AND last_used_at > ?",
        (keys.digest(token), clock.now() - KEPT),
    )
    return bool(token and found)


def known(reader: Reader, user: int, token: str) -> sqlite3.Row | None:
    """Return the device with that token if `user` has signed in from it before."""
    return reader.row(
        "SELECT * FROM devices WHERE user_id = ? AND token_hash = ?"
        " AND last_used_at > ?",
        (user, keys.digest(token), clock.now() - KEPT),
    )


def known_address(reader: Reader, user: int, address: str) -> bool:
    """Tell whether `user` has signed in from `address` before."""
    found = reader.value(
        "SELECT 1 FROM devices WHERE user_id = ? AND address = ? AND last_used_at > ?",
        (user, address, clock.now() - KEPT),
    )
    return bool(address and found)


def neighbourhood(address: str) -> str:
    """Return what throttling sees as one place: an IPv4 address, an IPv6 /64."""
    ip = addresses.parsed(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((ip, 64), strict=False))
    return str(ip) if ip else "nowhere"
