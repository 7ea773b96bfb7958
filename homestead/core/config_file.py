"""Reading `config.toml`, and telling plainly what is wrong in it."""

from __future__ import annotations

import os

from homestead.core import toml
from homestead.core.config import FILE, Found
from homestead.core.errors import ConfigError, HomesteadError, NotPermittedError
from homestead.core.handles import suggest
from homestead.core.settings import PROFILES, SCHEMA, SECTIONS, SETTINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Path = tuple[str, ...]

LARGEST = 1024 * 1024
"""Bytes a configuration file may have; nobody writes as many by hand."""

SHOW = "`homestead config show` lists every setting there is."


class Document:
    """`config.toml` taken apart.

    A path is `("server", "port")`, after `("profile", "staging")` in a profile.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tables = toml.parsed(text, FILE)
        told = self.tables.get("profile")
        self.profiles: dict[str, Any] = {}
        if isinstance(told, dict):
            self.profiles = self.tables.pop("profile")

    def chosen(self) -> str:
        """Return the profile the file itself chooses."""
        home = self.tables.get("home")
        told = home.get("profile") if isinstance(home, dict) else None
        return told if told in PROFILES else PROFILES[0]

    def entries(self, profile: str) -> Iterator[tuple[Path, Any]]:
        """Yield what a profile sets, or what the file sets for all ("")."""
        start = ("profile", profile) if profile else ()
        tables = self.profiles[profile] if profile else self.tables
        for section, values in tables.items():
            if not isinstance(values, dict) or section not in SECTIONS:
                yield (*start, section), values
                continue
            for name, value in values.items():
                yield (*start, section, name), value

    def place(self, path: Path) -> str:
        """Return where that path is set: "config.toml, line 3"."""
        line = toml.line_of(self.text, ".".join(path))
        return f"{FILE}, line {line}" if line else FILE


def read_toml(found: Found, folder: str) -> None:
    """Take what `config.toml` says, the part for its profile before the rest."""
    try:
        document = Document(text_of(os.path.join(folder, FILE)))
    except HomesteadError as error:
        found.problems.append(error)
        return
    active = found.values.get("home.profile") or document.chosen()
    if active in document.profiles:
        _take_part(found, document, active)
    _take_part(found, document, "")
    for profile in document.profiles:
        if profile != active:
            # Its mistakes are told before the day it is needed.
            heard = Found()
            _take_part(heard, document, profile)
            found.problems += heard.problems


def _take_part(found: Found, document: Document, profile: str) -> None:
    if profile and profile not in PROFILES:
        place = document.place(("profile", profile))
        told = f"{place}: there is no profile called {profile}."
        hint = f"There are {', '.join(PROFILES)}."
        found.problems.append(ConfigError(told, hint=hint))
        return
    if profile and not isinstance(document.profiles[profile], dict):
        place = document.place(("profile", profile))
        told = f"{place}: a profile has sections: [profile.{profile}.server]."
        found.problems.append(ConfigError(told))
        return
    for path, value in document.entries(profile):
        _take(found, document, path, value)


def _take(found: Found, document: Document, path: Path, value: Any) -> None:
    profile = path[1] if path[0] == "profile" and len(path) > 1 else ""
    key = ".".join(path[2:] if profile else path)
    place = document.place(path)
    setting = SETTINGS.get(key)
    if setting is None:
        told, hint = _unknown(key, value)
        found.problems.append(ConfigError(f"{place}: {told}", hint=hint))
    elif profile and key == "home.profile":
        told = f"{place}: a profile cannot choose the profile."
        found.problems.append(ConfigError(told, hint="Set it under [home]."))
    else:
        origin = f"{FILE} [profile.{profile}]" if profile else FILE
        found.take(setting, value, origin=origin, place=place)


def text_of(path: str, subject: str = "") -> str:
    """Return what a file says, with or without a byte order mark.

    Raises ConfigError or NotPermittedError, naming the file; never tells what it holds.
    """
    subject = subject or path
    try:
        with open(path, "rb") as file:
            raw = file.read(LARGEST + 1)
    except PermissionError as error:
        raise NotPermittedError(
            f"{subject} cannot be read: {error.strerror}.",
            hint="`homestead doctor --fix` mends the permissions of the home's files.",
        ) from error
    except OSError as error:
        raise ConfigError(f"{subject} cannot be read: {error.strerror}.") from error
    if len(raw) > LARGEST:
        raise ConfigError(f"{subject} is too large to be a configuration.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{subject}, line {line}: this is not UTF-8.",
            hint="Save it again as UTF-8 in your editor.",
        ) from error


def _unknown(key: str, value: Any) -> tuple[str, str]:
    """Return what to say of a key no setting has, and a hint at what was meant."""
    name = key.rpartition(".")[2]
    for setting in SCHEMA:
        if name == setting.env:
            told = f"{name} is the name of an environment variable."
            return told, f"In this file it is {_in_file(setting.key)}."
    if isinstance(value, dict) and name == key:
        near = suggest(key, SECTIONS)
        hint = f"Did you mean [{near[0]}]?" if near else SHOW
        return f"there is no section [{key}].", hint
    meant = nearest(key)
    hint = f"Did you mean {_in_file(meant)}?" if meant else SHOW
    return f"there is no setting {key}.", hint


def nearest(key: str) -> str | None:
    """Return the setting that `key` may have meant, wherever it was put."""
    name = key.rpartition(".")[2]
    names = {known.partition(".")[2]: known for known in SETTINGS}
    if name in names:
        return names[name]
    near = suggest(key, SETTINGS) or [names[each] for each in suggest(name, names)]
    return near[0] if near else None


def _in_file(key: str) -> str:
    section, _, name = key.partition(".")
    return f"{name} under [{section}]"
