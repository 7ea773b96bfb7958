"""Reading `config.toml` and `.env`, and telling plainly what is wrong in them."""

from __future__ import annotations

import os

from homestead.core import toml
from homestead.core.config import DOTENV, FILE, Found, from_variables
from homestead.core.errors import ConfigError, HomesteadError, NotPermittedError
from homestead.core.settings import PROFILES, SCHEMA, SETTINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from homestead.core.settings import Setting

    Path = tuple[str, ...]

LARGEST = 1024 * 1024
"""Bytes a configuration file may have; nobody writes as many by hand."""


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
        tables = self.profiles.get(profile, {}) if profile else self.tables
        if not isinstance(tables, dict):
            tables = {"": tables}
        for section, values in tables.items():
            if isinstance(values, dict) and values:
                for name, value in values.items():
                    yield (*start, section, name), value
            else:
                yield (*start, section), values

    def place(self, path: Path) -> str:
        """Return where that path is set: "config.toml, line 3"."""
        line = toml.line_of(self.text, ".".join(path))
        return f"{FILE}, line {line}" if line else FILE


def read_toml(found: Found, folder: str) -> None:
    """Take what `config.toml` says, the part for its profile before the rest."""
    path = os.path.join(folder, FILE)
    if not os.path.lexists(path):
        return
    try:
        document = Document(text_of(path))
    except HomesteadError as error:
        found.problems.append(error)
        return
    active = found.values.get("home.profile") or document.chosen()
    for profile in dict.fromkeys((active, "", *document.profiles)):
        # A profile not in force is read as well: its mistakes are told before the
        # day it is needed.
        hearing = found if profile in {active, ""} else Found()
        for where, value in document.entries(profile):
            _take(hearing, document, where, value)
        if hearing is not found:
            found.problems += hearing.problems


def _take(found: Found, document: Document, path: Path, value: Any) -> None:
    profile = path[1] if path[0] == "profile" else ""
    key = ".".join(path[2:] if profile else path)
    place = document.place(path)
    setting = SETTINGS.get(key)
    if profile and profile not in PROFILES:
        told = f"{place}: there is no profile called {profile}."
        found.problems.append(ConfigError(told, hint=f"There are {_all(PROFILES)}."))
    elif setting is None:
        told = f"{place}: there is no setting {key or profile}."
        found.problems.append(ConfigError(told, hint=meant(key)))
    elif profile and key == "home.profile":
        told = f"{place}: a profile cannot choose the profile."
        found.problems.append(ConfigError(told, hint="Set it under [home]."))
    else:
        origin = f"{FILE} [profile.{profile}]" if profile else FILE
        found.take(setting, value, origin=origin, place=place)


def read_dotenv(found: Found, folder: str) -> None:
    """Take what `.env` says of `HOMESTEAD_*`; other names are other programs'."""
    path = os.path.join(folder, DOTENV)
    if not os.path.lexists(path):
        return
    import io

    from dotenv.parser import parse_stream

    try:
        text = text_of(path)
    except HomesteadError as error:
        found.problems.append(error)
        return
    said: dict[str, str] = {}
    for line in parse_stream(io.StringIO(text)):
        place = f"{DOTENV}, line {line.original.line}"
        if line.error:
            told = f"{place}: a line must be NAME=value."
            found.problems.append(ConfigError(told))
        elif line.key and line.key.startswith("HOMESTEAD_"):
            said[line.key] = line.value or ""
            if not is_variable(line.key):
                told = f"{place}: there is no {line.key}."
                found.problems.append(ConfigError(told, hint=meant_variable(line.key)))
    from_variables(found, said, folder, DOTENV)


def is_variable(name: str) -> bool:
    """Tell whether `name` is a variable some setting may be given by."""
    return any(
        name == setting.env or (setting.secret and name == f"{setting.env}_FILE")
        for setting in SCHEMA
    )


def secret_from(
    found: Found, variables: Mapping[str, str], setting: Setting, folder: str
) -> str:
    """Return what the file named by `HOMESTEAD_…_FILE` holds; "" and a problem if not.

    A relative name is beside `config.toml`.
    """
    name = f"{setting.env}_FILE"
    try:
        if variables.get(setting.env):
            raise ConfigError(
                f"{setting.env} and {name} are both set.", hint="Leave one of them out."
            )
        path = os.path.join(folder, os.path.expanduser(variables[name]))
        return text_of(path, f"{name} names {variables[name]}, which").strip()
    except HomesteadError as error:
        found.problems.append(error)
        return ""


def text_of(path: str, subject: str = "") -> str:
    """Return what a file says, with or without a byte order mark.

    Raises ConfigError or NotPermittedError, naming the file; never tells what it holds.
    """
    subject = subject or f"{os.path.basename(path)} in {os.path.dirname(path)}"
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
            f"{subject} is not UTF-8 (line {line}).",
            hint="Save it again as UTF-8 in your editor.",
        ) from error


def meant(key: str) -> str:
    """Return a hint at the setting that `key` in the file may have meant."""
    for setting in SCHEMA:
        if key.rpartition(".")[2] == setting.env:
            told = (
                f"{setting.env} is the name of an environment variable; in the file it"
            )
            return f"{told} is {_in_file(setting.key)}."
    from homestead.core.handles import suggest

    last = key.rpartition(".")[2]
    same = [known for known in SETTINGS if known.partition(".")[2] == last]
    near = same or suggest(key, SETTINGS)
    if near:
        return f"Did you mean {_in_file(near[0])}?"
    return "`homestead config show` lists every setting there is."


def meant_variable(name: str) -> str:
    """Return a hint at the variable that `name` may have meant."""
    if name == "HOMESTEAD_HOME":
        return "The home is found before this file: set it in the environment."
    from homestead.core.handles import suggest

    near = suggest(name, [setting.env for setting in SCHEMA])
    return f"Did you mean {near[0]}?" if near else "See share/doc/configuration.md."


def _in_file(key: str) -> str:
    section, _, name = key.partition(".")
    return f"{name} under [{section}]"


def _all(names: Iterable[str]) -> str:
    return ", ".join(names)
