"""Looks: how the home looks when somebody is at the front.

What a look may say is in `tokens`, who wears which in `wearing`; the module `template`
opens the verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotFoundError
from homestead.services import access, pictures
from homestead.services.styles import models, tokens
from homestead.services.styles.changing import (
    background as put_background,
)
from homestead.services.styles.changing import (
    change,
    copy,
    pin,
    require,
    reset,
    stored,
    unpin,
    whose,
)
from homestead.services.styles.wearing import (
    DOOR as STRANGERS,
)
from homestead.services.styles.wearing import (
    HOME,
    Worn,
    css,
    plain,
    stamp,
    worn,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homestead.core.house import House

__all__ = [
    "HOME",
    "STRANGERS",
    "Worn",
    "change",
    "copy",
    "css",
    "picture",
    "pin",
    "plain",
    "preview",
    "put_background",
    "require",
    "reset",
    "stamp",
    "stored",
    "tokens",
    "tried",
    "unpin",
    "whose",
    "worn",
    "written",
]


def preview(house: House, given: Mapping[str, Any], alter: str | None = None) -> str:
    """Return the style sheet of tokens that nobody kept. Raises UsageError."""
    return written(house, tried(house, given, alter))


def tried(
    house: House, given: Mapping[str, Any], alter: str | None = None
) -> dict[str, Any]:
    """Return what `alter` would wear with these tokens, the home's beside them.

    None is the home itself. Raises UsageError.
    """
    said = tokens.checked(given)
    if alter is None:
        return said
    kept = models.style(house.app, None)
    home = kept.tokens if kept else {}
    return models.whole(said, home) if said else home


def picture(house: House, name: str) -> tuple[bytes, str]:
    """Return the picture `<sha256>.png` of a look, and its content type.

    Guests see what a look they see has; strangers none. Raises NotFoundError.
    """
    access.require(house.asker, "shared.read")
    called = f"{tokens.FOLDER}/{name}"
    if not tokens.is_picture(called):
        raise NotFoundError("There is no such picture.")
    if not access.may(house.asker, "alter.read"):
        seen = css(house, worn(house).sheet) or ""
        if name not in seen and name not in (css(house, HOME) or ""):
            raise NotFoundError("There is no such picture.")
    return pictures.content(house, called)
