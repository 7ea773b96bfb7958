"""What forms of this module send, in the shape services take.

A form carries beside each value what it showed (`was.name`), so that nothing is
overwritten that nobody saw.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from homestead.core import colors
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from homestead.core.asking import Ask, Form

WAS = "was."
FIELD = "field."

_ALTER = (
    *("name", "handle", "display_name", "pronouns", "color"),
    *("description", "birthday", "privacy"),
)
_ALTER_FLAGS = ("birthday_year_hidden", "keep_proxy", "autoproxy", "custom")
_GROUP = (
    *("name", "handle", "display_name", "emoji", "color"),
    *("description", "privacy", "parent"),
)
_SYSTEM = ("name", "pronouns", "tag", "color", "description", "privacy")
_FIELD = ("name", "handle", "type", "privacy")


def alter(form: Form, before: str = "") -> dict[str, Any]:
    """Return what is said of an alter, or with `WAS` what had been shown."""
    said = _said(form, before, _ALTER, _ALTER_FLAGS)
    if f"{before}tags" in form:
        said["tags"] = _parts(r"[,\n]", form.text(f"{before}tags"))
    if f"{before}proxy_tags" in form:
        said["proxy_tags"] = _parts(r"\n", form.text(f"{before}proxy_tags"))
    start = f"{before}{FIELD}"
    fields = {
        name.removeprefix(start): form.text(name)
        for name in form
        if name.startswith(start)
    }
    return (
        said | ({"fields": fields} if fields else {}) | _several(form, before, "group")
    )


def group(form: Form, before: str = "") -> dict[str, Any]:
    """Return what is said of a group, or with `WAS` what had been shown."""
    said = _said(form, before, _GROUP, ("subsystem",))
    return said | _several(form, before, "member")


def field(form: Form, before: str = "") -> dict[str, Any]:
    """Return what is said of a field, or with `WAS` what had been shown."""
    return _said(form, before, _FIELD, ("markdown",))


def system(form: Form, before: str = "") -> dict[str, Any]:
    """Return what is said of the system, or with `WAS` what had been shown."""
    return _said(form, before, _SYSTEM, ())


def new(said: dict[str, Any]) -> dict[str, Any]:
    """Return what was filled in of a form for somebody or something new."""
    return {"name": ""} | {
        key: value for key, value in said.items() if value not in ("", [], {})
    }


def wanted(query: Form) -> dict[str, Any]:
    """Return whom a list is to show: searched, narrowed, archived or removed."""
    view = query.text("show")
    words = {"search": "q", "group": "group", "tag": "tag"}
    return {
        **{key: query.text(name) or None for key, name in words.items()},
        "archived": None if view == "removed" else view == "archived",
        "removed": view == "removed",
    }


def preview(form: Form) -> dict[str, Any]:
    """Return what of an alter their page shows first; a colour that is none is left."""
    names = ("name", "display_name", "pronouns", "avatar")
    color = None
    with suppress(UsageError):
        color = colors.parse(form.text("color"))
    return {**{name: form.text(name) for name in names}, "color": color}


def crop(ask: Ask) -> dict[str, float] | None:
    """Return which square of the picture is wanted, None for all of it."""
    names = ("x", "y", "size")
    if not all(ask.form.text(f"crop.{name}") for name in names):
        return None
    return {name: ask.form.number(f"crop.{name}") for name in names}


def _said(
    form: Form, before: str, texts: tuple[str, ...], flags: tuple[str, ...]
) -> dict[str, Any]:
    # A box that is not ticked is not sent: what was shown tells that it was there.
    said: dict[str, Any] = {
        name: form.text(before + name) for name in texts if before + name in form
    }
    return said | {
        name: form.flag(before + name)
        for name in flags
        if WAS + name in form or before + name in form
    }


def _several(form: Form, before: str, name: str) -> dict[str, Any]:
    if WAS + name not in form and before + name not in form:
        return {}
    return {f"{name}s": form.all(before + name)}


def _parts(between: str, text: str) -> list[str]:
    return [part.strip() for part in re.split(between, text) if part.strip()]
