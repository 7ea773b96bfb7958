"""How the home is set up: what every setting is, and who said so.

Option > environment > `.env` > `config.toml` (its profile first) > default.
"""

from __future__ import annotations

import os

from homestead.core.errors import ConfigError
from homestead.core.settings import SCHEMA, SETTINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from homestead.core.errors import HomesteadError
    from homestead.core.settings import Setting

FILE = "config.toml"
DOTENV = ".env"
LONGEST_TOLD = 60


class Config:
    """The settings in force. Secrets come out by their key only, never printed."""

    __slots__ = ("_origins", "_values")

    def __init__(self, values: dict[str, Any], origins: dict[str, str]) -> None:
        self._values = values
        self._origins = origins

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __repr__(self) -> str:
        return f"<Config, {len(self._origins)} of {len(self._values)} set>"

    def origin(self, key: str) -> str:
        """Return who said so: "default", "config.toml", "environment: HOMESTEAD_…"."""
        return self._origins.get(key, "default")


class Found:
    """What the sources said so far, strongest first, and what is wrong with it."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.problems: list[HomesteadError] = []

    def take(self, setting: Setting, value: Any, *, origin: str, place: str) -> None:
        """Note what `origin` says; a stronger source keeps its word, mistakes count.

        `place` is where a person finds it: "config.toml, line 3". Text from outside
        TOML is read as a person writes it, lists with commas.
        """
        written = isinstance(value, str) and not origin.startswith(FILE)
        try:
            good = setting.parse(value) if written else setting.read(value)
        except ValueError as error:
            self.problems.append(mistake(setting, value, place, error))
            return
        if setting.key not in self.values:
            self.values[setting.key] = good
            self.origins[setting.key] = origin
            self.places[setting.key] = place

    def config(self) -> Config:
        """Return what was understood, with the defaults for the rest."""
        values = {setting.key: setting.default for setting in SCHEMA}
        return Config({**values, **self.values}, self.origins)


def load(
    folder: str,
    environ: Mapping[str, str] = os.environ,
    options: Mapping[str, Any] | None = None,
) -> Config:
    """Return the configuration in force; `folder` is the home's config directory.

    `options` are values given on the command line, by key; None counts as not given.
    Raises ConfigError for anything that cannot be understood, NotPermittedError for a
    file that cannot be read.
    """
    found = gather(folder, environ, options or {})
    if found.problems:
        raise summed_up(found.problems)
    return found.config()


def gather(
    folder: str, environ: Mapping[str, str], options: Mapping[str, Any]
) -> Found:
    """Return what every source says and all that is wrong, raising nothing."""
    found = Found()
    for key, value in options.items():
        if value is not None:
            place = f"--{key.partition('.')[2].replace('_', '-')}"
            found.take(SETTINGS[key], value, origin="option", place=place)
    from_variables(found, environ, folder, "environment")
    if os.path.lexists(os.path.join(folder, DOTENV)):
        from homestead.core import config_variables

        config_variables.read_dotenv(found, folder)
    if os.path.lexists(os.path.join(folder, FILE)):
        from homestead.core import config_file

        config_file.read_toml(found, folder)
    return found


def from_variables(
    found: Found, variables: Mapping[str, str], folder: str, source: str
) -> None:
    """Take what `HOMESTEAD_*` variables say; an empty one says nothing."""
    for setting in SCHEMA:
        name = setting.env
        value = variables.get(name)
        if setting.secret and variables.get(f"{name}_FILE"):
            from homestead.core import config_variables

            value = config_variables.secret_from(found, variables, setting, folder)
            name = f"{name}_FILE"
        if value:
            origin = f"{source}: {name}"
            place = origin if source == DOTENV else name
            found.take(setting, value, origin=origin, place=place)


def mistake(setting: Setting, value: Any, place: str, error: ValueError) -> ConfigError:
    """Return the error that tells what is wrong with `value`, unless it is secret."""
    told = "" if setting.secret else f", but is {_short(value)}"
    return ConfigError(f"{place}: {setting.key} {error}{told}.")


def summed_up(problems: list[HomesteadError]) -> HomesteadError:
    """Return one error for all that is wrong: the first, and how many more."""
    first, *more = problems
    if more:
        rest = f"{len(more)} more: `homestead config check` tells all."
        first.hint = f"{first.hint} {rest}" if first.hint else rest
    return first


def _short(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= LONGEST_TOLD else f"{said[:LONGEST_TOLD]}…"
