"""How the home is set up: every setting, who said so, and changing it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from homestead.core import config, config_check, config_writing
from homestead.core.config_variables import meant, strangers
from homestead.core.settings import LIST, SCHEMA, SIZE
from homestead.core.terms import Terms
from homestead.services import access, audit

if TYPE_CHECKING:
    from homestead.core.config import Config
    from homestead.core.house import House
    from homestead.core.settings import Setting

DOOR = ("show", "get", "set", "unset", "path", "check")

READ_AT_START = ("server", "log")
"""Sections that the daemon reads when it starts, and not again."""

_SIZES = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))


def show(house: House) -> dict[str, Any]:
    """Return every setting, its value and who said so; secrets only as set or not."""
    access.require(house.asker, "setting.edit")
    loaded = config.load(house.paths.config)
    settings = [_told(setting, loaded) for setting in SCHEMA]
    return {**path(house), "settings": settings}


def get(house: House, *, key: str) -> dict[str, Any]:
    """Return one setting: key, value, origin, default, help, variable, choices.

    `text` is the value as a person writes it. Raises NotFoundError, with the key that
    may have been meant.
    """
    access.require(house.asker, "setting.edit")
    _, setting = config_writing.found(key)
    return _told(setting, config.load(house.paths.config))


def set(house: House, *, key: str, value: Any) -> dict[str, Any]:  # noqa: A001
    """Write one setting into `config.toml`; return it as it is in force after that.

    `key` may be a profile's: `profile.staging.server.port`. "notes" tells what one
    should know: that a stronger source says otherwise, that the daemon starts first.
    """
    access.require(house.asker, "setting.edit")
    folder = house.paths.config
    house.aside(lambda: config_writing.set_value(folder, key, value))
    note(house, key)
    return _after(house, key)


def unset(house: House, *, key: str) -> dict[str, Any]:
    """Take one setting out of `config.toml`; return what is in force without it.

    A key that is no setting can be taken out as well, and has no value then.
    """
    access.require(house.asker, "setting.edit")
    folder = house.paths.config
    removed = house.aside(lambda: config_writing.unset(folder, key))
    if removed:
        note(house, key)
    told = {"key": key, "removed": removed, "notes": [], **_after(house, key)}
    if not removed:
        told["notes"] = [f"It was not set in {config.FILE}.", *told["notes"]]
    return told


def path(house: House) -> dict[str, Any]:
    """Return where the files are that set the home up, and which of them exist."""
    access.require(house.asker, "setting.edit")
    file = os.path.join(house.paths.config, config.FILE)
    dotenv = os.path.join(house.paths.config, config.DOTENV)
    return {
        "file": file,
        "exists": os.path.exists(file),
        "dotenv": dotenv,
        "dotenv_exists": os.path.exists(dotenv),
    }


def check(house: House) -> dict[str, Any]:
    """Return all that is wrong: `{"ok", "problems", "warnings", …}`.

    Each problem is `{"message", "hint"}`. A warning is a variable that looks like ours
    and that no setting has.
    """
    access.require(house.asker, "setting.edit")
    problems = config_check.problems(house.paths.config, os.environ)
    return {
        **path(house),
        "ok": not problems,
        "problems": [{"message": one.message, "hint": one.hint} for one in problems],
        "warnings": [
            {"message": f"{name} is set and is no setting.", "hint": meant(name)}
            for name in strangers(os.environ)
        ],
    }


def note(house: House, key: str) -> None:
    """Append to the audit log which setting was changed; never what to."""
    if not house.app.read_only:
        with house.app.transaction() as tx:
            audit.note(tx, house, "setting.change", key=key)


def _after(house: House, key: str) -> dict[str, Any]:
    """Tell how a setting is now, whatever else may still be wrong in the file."""
    house.reload()
    where, setting = config_writing.lookup(key)
    if setting is None:
        return {}
    loaded = config.gather(house.paths.config, os.environ, {}).config()
    profile = where[1] if where[0] == "profile" else ""
    return {**_told(setting, loaded), "notes": _notes(setting, loaded, profile)}


def _notes(setting: Setting, loaded: Config, profile: str) -> list[str]:
    """Tell why a setting just written may not be what counts now."""
    active, origin = loaded["home.profile"], loaded.origin(setting.key)
    if profile and profile != active:
        return [f"That is for the profile {profile}; in force is {active}."]
    if origin not in {_origin(profile), "default"}:
        return [f"What counts is said by {origin}, which is stronger."]
    if setting.key.startswith(READ_AT_START):
        return ["The daemon heeds it when it starts again."]
    return []


def written(setting: Setting, value: Any) -> str:
    """Return a value as a person writes it: `64 MB`, `a.example, b.example`."""
    if setting.kind == LIST:
        return ", ".join(value)
    if setting.kind == SIZE:
        for size, unit in _SIZES:
            if value and value % size == 0:
                return f"{value // size} {unit}"
    return str(value)


def _origin(profile: str) -> str:
    return f"{config.FILE} [profile.{profile}]" if profile else config.FILE


def _told(setting: Setting, loaded: Config) -> dict[str, Any]:
    value = loaded[setting.key]
    if setting.secret:
        value = "(set)" if value else "(not set)"
    return {
        "key": setting.key,
        "value": value,
        "text": written(setting, value),
        "origin": loaded.origin(setting.key),
        "default": setting.default,
        "choices": list(setting.choices),
        "variable": setting.env,
        "secret": setting.secret,
        "help": Terms.of(loaded).fill(setting.help),
    }
