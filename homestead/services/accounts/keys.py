"""Random texts that open something: sessions, API tokens, links, known devices.

They are too long to guess (256 bits), so a plain SHA-256 is all that is kept of them.
"""

from __future__ import annotations

import hashlib
import os
from base64 import urlsafe_b64encode

SESSION = "homestead_session"
"""The cookie that says who is signed in."""

DEVICE = "homestead_device"
"""The cookie by which a browser is known again; it opens nothing."""


def fresh() -> str:
    """Return a new one: 43 letters that are safe in addresses, cookies and shells."""
    return urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")


def digest(text: str) -> str:
    """Return what is kept of `text`, whatever it is that somebody sent us."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
