"""What a page says after something was done that the journal of changes has not.

Only these can be said: an address names one, it never brings words of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

SAID = {
    "acting": "From now on you act as you chose.",
    "added": "The account is made. Tell them their password, and to change it.",
    "disabled": "The account is switched off, and signed out everywhere.",
    "enabled": "The account is switched on again.",
    "ended": "That browser is signed out.",
    "ended-others": "You are signed out everywhere but here.",
    "everywhere": "They are signed out everywhere.",
    "named": "The name is changed. It is what signs in from now on.",
    "out": "You are signed out.",
    "password": "The password is changed, and every other browser is signed out.",
    "removed": "The account is removed. It can come back from the end of this page.",
    "reset": "The new password is set, and every browser of theirs is signed out.",
    "restored": "The account is back, with the password it had.",
    "revoked": "The token opens nothing any more.",
    "role": "The role is changed. It counts from now on.",
    "whom": "Whom they may act as is changed.",
}


def page(ask: Ask, template: str, **context: Any) -> Answer:
    """Answer with a page of this module, which says what was done, if anything."""
    said = SAID.get(ask.query.text("said"), "")
    return ask.page(f"account/{template}", said=said, **context)


def done(ask: Ask, path: str, said: str) -> Answer:
    """Send the browser to a page of this module that says so."""
    return ask.to(ask.url("account", path, said=said))
