"""Settings as pages offer them: several changed at once, with a way back.

What stands in `config.toml` can be changed here; what a stronger source says is only
shown. Changes of settings are not in the journal: the last of each user is kept beside
it for a week, so that it can be put back, after a restart too.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from homestead.core import clock, config, config_writing
from homestead.core.errors import ConfigError, ConflictError, NotFoundError, UsageError
from homestead.core.settings import SCHEMA, SETTINGS
from homestead.services import access, setup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homestead.core.house import House
    from homestead.core.settings import Setting

    Told = dict[str, Any]

KEPT = 7 * clock.DAY
"""How long a change can be put back."""

_WRITABLE = ("default", config.FILE)
_FILE = "settings-before.json"


def offered(house: House) -> dict[str, Told]:
    """Return every setting that pages offer, by its key: as `setup.get` does, and more.

    `default_text` is the default as a person writes it; `fixed`: a stronger source
    says so; `at_start`: it counts from the next start of the daemon.
    Raises ConfigError when the configuration cannot be understood.
    """
    told = {each["key"]: each for each in setup.show(house)["settings"]}
    return {
        setting.key: _offer(setting, told[setting.key])
        for setting in SCHEMA
        if setting.page and not setting.secret
    }


def change(house: House, *, given: Mapping[str, str], was: Mapping[str, str]) -> Told:
    """Set what was `given` and is not as it was; "" takes one back to its default.

    `was` is what the page had shown. Returns what `last` does. Raises ConflictError for
    a setting somebody else has changed meanwhile, UsageError for what does not fit.
    """
    now = offered(house)
    wanted = {
        key: text
        for key, text in given.items()
        if key in now and text != was.get(key, now[key]["text"])
    }
    _refuse(wanted, now, was)
    _checked(wanted)
    return _write(house, {key: text or None for key, text in wanted.items()}, now)


def put_back(house: House) -> Told:
    """Take back the last change of whoever asks; asked again, make it again."""
    access.require(house.asker, "setting.edit")
    before = last(house)
    if before is None:
        raise NotFoundError("There is no change of yours to put back.")
    return _write(house, before["values"], offered(house))


def last(house: House) -> Told | None:
    """Return the last change of whoever asks: `{"keys", "changed", "values"}`.

    `changed` lists `{"key", "was", "now"}` as texts, `values` what puts it back.
    """
    access.require(house.asker, "setting.edit")
    found = _last(house).get(_who(house))
    return found if found and found["until"] > clock.now() else None


def zones(house: House) -> Told:
    """Return what there is to know of time zones: all `names`, and who says which."""
    access.require(house.asker, "setting.edit")
    profile = house.app.value("SELECT time_zone FROM system ORDER BY id LIMIT 1")
    return {"names": clock.zones(), "profile": profile or ""}


def _offer(setting: Setting, told: Told) -> Told:
    return {
        **told,
        "default_text": setup.written(setting, setting.default),
        "fixed": told["origin"] not in _WRITABLE,
        "at_start": setting.key.startswith(setup.READ_AT_START),
    }


def _refuse(
    wanted: Mapping[str, str], now: Mapping[str, Told], was: Mapping[str, str]
) -> None:
    for key, text in wanted.items():
        there = now[key]
        if there["fixed"]:
            raise ConflictError(
                f"{key} is set by {there['origin']}, which is stronger than this page.",
                fields={key: "cannot be changed here"},
            )
        if there["text"] not in (was.get(key, there["text"]), text):
            raise ConflictError(
                f"Somebody else has changed this meanwhile: it is {there['text']} now.",
                hint="Look at it, and save again if you still want to.",
                fields={key: "was changed meanwhile"},
            )


def _checked(wanted: Mapping[str, str]) -> None:
    """Raise UsageError that names every setting that does not fit."""
    wrong = {}
    for key, text in wanted.items():
        try:
            if text:
                config_writing.check(SETTINGS[key], text)
        except ValueError as error:
            wrong[key] = str(error)
    if wrong:
        raise UsageError("That does not fit. Nothing was changed.", fields=wrong)


def _write(house: House, values: Mapping[str, Any], now: Mapping[str, Told]) -> Told:
    """Write `values`, and keep what they replace."""
    if not values:
        return {"values": {}, "changed": [], "at_start": False}
    if not setup.check(house)["ok"]:
        raise ConfigError("The configuration has a mistake. Mend that first.")
    folder = house.paths.config
    before = house.aside(lambda: config_writing.set_values(folder, values))
    for key in values:
        setup.note(house, key)
    house.reload()
    after = offered(house)
    done = {
        "values": before,
        "changed": [
            {"key": key, "was": now[key]["text"], "now": after[key]["text"]}
            for key in values
        ],
        "at_start": any(after[key]["at_start"] for key in values),
        "until": clock.now() + KEPT,
    }
    kept = _last(house)
    kept[_who(house)] = done
    text, place = json.dumps(kept), house.paths.data
    house.aside(lambda: _store(place, text))
    return done


def _last(house: House) -> dict[str, Told]:
    kept: dict[str, Told] = house.kept(
        "settings.last", lambda: _stored(house.paths.data)
    )
    return kept


def _stored(data: str) -> dict[str, Told]:
    try:
        with open(os.path.join(data, _FILE), encoding="utf-8") as file:
            return dict(json.load(file))
    except (OSError, ValueError, TypeError):
        return {}  # nothing was changed, or nothing can be put back


def _store(data: str, text: str) -> None:
    path = os.path.join(data, _FILE)
    # The change itself is made: where the disk is full it can be put back until then.
    with suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
        with open(os.open(f"{path}.new", flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(f"{path}.new", path)


def _who(house: House) -> str:
    return str(house.asker.user or house.asker.name)
