"""What `HOMESTEAD_*` says in `.env`, and in files that hold a secret."""

from __future__ import annotations

import os

from homestead.core.config import DOTENV, Found, from_variables
from homestead.core.config_file import text_of
from homestead.core.errors import ConfigError, HomesteadError
from homestead.core.settings import SCHEMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from dotenv.parser import Original

    from homestead.core.settings import Setting

PREFIX = "HOMESTEAD_"
OTHERS = ("HOMESTEAD_HOME",)
"""Variables of ours that are no settings."""


def read_dotenv(found: Found, folder: str) -> None:
    """Take what `.env` says of `HOMESTEAD_*`; other names are other programs'."""
    try:
        text = text_of(os.path.join(folder, DOTENV))
    except HomesteadError as error:
        found.problems.append(error)
        return
    from_variables(found, _said(found, text), folder, DOTENV)


def _said(found: Found, text: str) -> dict[str, str]:
    """Return the variables a `.env` sets, taken as they stand: `$` is only a sign."""
    import io

    from dotenv.parser import parse_stream

    said: dict[str, str] = {}
    for line in parse_stream(io.StringIO(text)):
        place = f"{DOTENV}, line {_line(line.original)}"
        if line.error:
            told = f"{place}: a line must be NAME=value."
            found.problems.append(ConfigError(told))
        elif line.key and line.key.startswith(PREFIX):
            said[line.key] = line.value or ""
            if not is_known(line.key):
                told = f"{place}: there is no setting {line.key}."
                found.problems.append(ConfigError(told, hint=meant(line.key)))
    return said


def _line(original: Original) -> int:
    """Return the line of a statement; what is blank before it is part of it."""
    blank = len(original.string) - len(original.string.lstrip())
    return original.line + original.string.count("\n", 0, blank)


def secret_from(
    found: Found, variables: Mapping[str, str], setting: Setting, folder: str
) -> str:
    """Return what the file named by `HOMESTEAD_…_FILE` holds; "" and a problem if not.

    A relative name is beside `config.toml`.
    """
    name = f"{setting.env}_FILE"
    told = variables[name]
    try:
        if variables.get(setting.env):
            raise ConfigError(
                f"{setting.env} and {name} are both set.", hint="Leave one of them out."
            )
        path = os.path.join(folder, os.path.expanduser(told))
        return text_of(path, f"{told}, which {name} names,").strip()
    except HomesteadError as error:
        found.problems.append(error)
        return ""


def is_known(name: str) -> bool:
    """Tell whether some setting may be given by a variable of that name."""
    return any(
        name == setting.env or (setting.secret and name == f"{setting.env}_FILE")
        for setting in SCHEMA
    )


def strangers(environ: Mapping[str, str]) -> list[str]:
    """Return the variables that look like ours and are not: typos, most likely."""
    return sorted(
        name
        for name in environ
        if name.startswith(PREFIX) and name not in OTHERS and not is_known(name)
    )


def meant(name: str) -> str:
    """Return a hint at the variable that `name` may have meant."""
    if name in OTHERS:
        return "The home is found before this file is read: set it in the environment."
    from homestead.core.handles import suggest

    near = suggest(name, [setting.env for setting in SCHEMA])
    listed = "share/doc/configuration.md lists every variable."
    return f"Did you mean {near[0]}?" if near else listed
