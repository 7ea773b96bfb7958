"""What a browser is given when somebody signs in, and where it goes from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import asking
from homestead.services.accounts.keys import DEVICE, SESSION

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

KEPT = 400 * 24 * 3600
"""Seconds a browser keeps our cookies, the longest they do; the home ends sessions."""


def place(ask: Ask) -> dict[str, str]:
    """Return where somebody signs in from: `address`, `device`."""
    return {"address": ask.address, "device": ask.header("User-Agent")}


def known(ask: Ask) -> str:
    """Return what says that this browser has been here before, "" if nothing does."""
    return ask.cookie(DEVICE)


def signed_in(ask: Ask, begun: dict[str, Any], onward: str) -> Answer:
    """Send the browser on, with the session that has begun."""
    answer = ask.to(onward)
    for name, secret in ((SESSION, begun["session"]), (DEVICE, begun["device"])):
        answer.with_cookie(name, secret, secure=ask.secure, seconds=KEPT)
    return answer


def signed_out(ask: Ask, onward: str) -> Answer:
    """Send the browser on without its session; that it was here stays known."""
    return ask.to(onward).with_cookie(SESSION, "", secure=ask.secure, seconds=0)


def wanted(ask: Ask) -> str:
    """Return the page of this home one was on the way to, "" for any other."""
    said = (ask.form if ask.method == "POST" else ask.query).text("next")
    return said if asking.is_ours(said) else ""
