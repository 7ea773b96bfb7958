"""What the pages about looks are told."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from homestead.modules.template import forms, naming, service
from homestead.services import styles
from homestead.services.styles import HOME, colours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homestead.core.asking import Ask

    Told = dict[str, Any]

_INKS = ("primary", "accent", "ground", "text", "background")


def listed(told: Told, part: Sequence[Told]) -> Told:
    """Return `part` of the list of looks, with their colours by day and by night."""
    home = {"alter": HOME, **told["home"]}
    worn = (look for look in told["looks"] if look["alter"] == told["worn"])
    return {
        "pinned": told["pinned"],
        "home": _small(home),
        "looks": [_small(look) for look in part],
        # What every page wears has the name `worn` already.
        "here": _small(next(worn, home)),
    }


def editor(ask: Ask, sheet: str, tried: Mapping[str, Any] | None = None) -> Told:
    """Return what the page of one look shows; `tried` is not kept yet."""
    alter = naming.meant(sheet)
    told = service.show(ask.house, alter=alter)
    tokens = told["tokens"] if tried is None else styles.tokens.checked(tried)
    return {
        "whose": {"sheet": sheet, "home": alter is None, **told},
        "tokens": tokens,
        "was": told["tokens"] if tried is None else forms.was(ask.form),
        "tried": tried is not None,
        "verdict": service.check(ask.house, tokens=tokens, alter=alter),
        "presets": [_small(each) for each in service.presets(ask.house)["presets"]],
        "others": _others(ask, alter),
        "preview": preview(ask, sheet, tokens),
    }


def preview(ask: Ask, sheet: str, tokens: Mapping[str, Any]) -> dict[str, str]:
    """Return where a page is seen that wears these tokens, and its style sheet."""
    said = urlencode({"look": sheet, **tokens})
    address = f"/?{urlencode({'trying': said})}"
    return {"address": address, "sheet": ask.url("template", "/_look.css")}


def _others(ask: Ask, alter: str | None) -> list[tuple[str, str]]:
    """Return whose look there is to copy: what each is called, and who."""
    told = service.list(ask.house)
    home = [] if alter is None else [(HOME, "The home")]
    return home + [
        (look["alter"], look["name"])
        for look in told["looks"]
        if look["alter"] != alter and look["tokens"]
    ]


def _small(look: Told) -> Told:
    tokens: Told = look.get("wears") or look["tokens"]
    inks = tuple((name, tokens[name]) for name in _INKS if name in tokens)
    scheme = tokens.get("scheme", "auto")
    return {**look, "scheme": scheme, "palette": _palettes(inks, scheme)}


@lru_cache(maxsize=512)
def _palettes(inks: tuple[tuple[str, str], ...], scheme: str) -> Told:
    tokens = {**dict(inks), "scheme": scheme}
    return {each: colours.palette(tokens, each) for each in colours.SCHEMES}
