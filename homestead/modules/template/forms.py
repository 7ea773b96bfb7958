"""What the page where a look is made sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.modules.template import shipped
from homestead.services.styles import tokens

if TYPE_CHECKING:
    from homestead.core.asking import Form


def look(form: Form) -> dict[str, Any]:
    """Return the tokens somebody chose; what was left open is not among them."""
    said = {name: form.text(name) for name in tokens.NAMES if form.text(name)}
    if form.flag("no_background"):
        said.pop("background", None)
    return tokens.from_text(said)


def was(form: Form) -> dict[str, Any] | None:
    """Return the tokens the form showed; None if it does not tell."""
    try:
        said = json.loads(form.text("was") or "null")
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def tried(form: Form) -> dict[str, Any]:
    """Return what is to be tried: what was chosen, one colour mended, or a preset."""
    said = look(form)
    if form.text("preset"):
        behind = {name: said[name] for name in said if name == "background"}
        return behind | shipped.preset(form.text("preset")).tokens
    name, _, color = form.text("set").partition(":")
    return said | {name: color} if name else said
