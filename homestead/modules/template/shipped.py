"""The looks that come with the program: one JSON file each, below `presets/`."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import resources
from homestead.core.errors import NotFoundError
from homestead.core.handles import suggest
from homestead.services.styles import tokens

if TYPE_CHECKING:
    from homestead.services.styles.tokens import Tokens

_FOLDER = "modules/template/presets"


class Preset(NamedTuple):
    """A look somebody made for all: what it is called, what it is like, its tokens."""

    name: str
    title: str
    about: str
    tokens: Tokens


@cache
def presets() -> dict[str, Preset]:
    """Return every preset by name, in the order of their titles."""
    found = {}
    for file in resources.listing(_FOLDER):
        name, _, end = file.rpartition(".")
        if end == "json":
            said: dict[str, Any] = json.loads(resources.read(f"{_FOLDER}/{file}"))
            kept = tokens.checked(said["tokens"])
            found[name] = Preset(name, said["title"], said["about"], kept)
    return dict(sorted(found.items(), key=lambda pair: pair[1].title))


def preset(name: str) -> Preset:
    """Return one preset. Raises NotFoundError with what may have been meant."""
    found = presets().get(name.strip().lower())
    if found is not None:
        return found
    near = suggest(name, presets())
    raise NotFoundError(
        f"There is no preset {name[:40]!r}.",
        hint=f"Did you mean {' or '.join(near)}?"
        if near
        else "`homestead template presets` shows all there are.",
    )
