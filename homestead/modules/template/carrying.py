"""A look as a file: `{"homestead_style": 1, "name", "tokens", "picture"}`.

`picture` is there when it has one behind everything: its bytes in base64.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
from typing import TYPE_CHECKING, Any

from homestead.core.errors import HomesteadError, UsageError
from homestead.services import pictures
from homestead.services.styles import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homestead.core.house import House, NamedFile
    from homestead.services.styles.changing import Whose

FORMAT = 1
MOST_BYTES = pictures.MOST_BYTES * 4 // 3 + 64 * 1024
"""A picture of the largest size in base64, and far more than tokens need."""

_BACKGROUND = "background"


def packed(house: House, owner: Whose) -> dict[str, Any]:
    """Return a look as a file keeps it."""
    kept = owner.tokens(house.app)
    told: dict[str, Any] = {
        "homestead_style": FORMAT,
        "name": owner.name,
        "tokens": {name: kept[name] for name in kept if name != _BACKGROUND},
    }
    if _BACKGROUND in kept:
        try:
            content, _ = pictures.content(house, kept[_BACKGROUND])
        except HomesteadError:
            return told  # its file is gone: the rest of the look is whole
        told["picture"] = base64.b64encode(content).decode()
    return told


def unpacked(house: House, style: Any, files: Sequence[NamedFile]) -> Mapping[str, Any]:
    """Return the tokens of a look out of a file; its picture is kept here by now.

    Raises UsageError for anything but one look.
    """
    if (style is None) != (len(files) == 1):
        raise UsageError("Give one file with a look.")
    if style is None:
        style = _read(files[0])
    if not isinstance(style, dict) or "homestead_style" not in style:
        raise UsageError(
            "This is no look of Homestead.",
            hint="`homestead template export` writes one.",
        )
    if style["homestead_style"] != FORMAT:
        raise UsageError(
            "This look was written by a newer Homestead than this one, or is damaged.",
            hint="Bring this Homestead up to date, then try again.",
        )
    kept = tokens.checked(style.get("tokens", {}))
    if style.get("picture") is not None:
        kept[_BACKGROUND] = _picture(house, style["picture"])
    return kept


def _read(given: NamedFile) -> Any:
    content = given.file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UsageError("The file is far larger than a look.", hint="Give another.")
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UsageError("The file is not JSON, so it is no look.") from error


def _picture(house: House, text: Any) -> str:
    try:
        content = base64.b64decode(text, validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise UsageError("The picture in the look is damaged.") from error
    return pictures.keep(house, tokens.FOLDER, io.BytesIO(content))
