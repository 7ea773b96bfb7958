"""TOML read quickly where it is plain, and its mistakes told in a person's words."""

from __future__ import annotations

from homestead.core.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PLAINLY = {
    "Cannot overwrite": "the same setting stands there twice",
    "Cannot declare": "the same [section] stands there twice",
    "Invalid value": "the value cannot be understood; text needs quotes around it",
    "Invalid statement": "a line is a [section], or name = value, or starts with #",
    "Expected newline": "something is left over after the value",
    "Expected '='": "a name without a value: a line is name = value",
    "Expected ']'": "a [section] without its closing bracket",
    "Unterminated string": "a text without its closing quote",
    "Illegal character": "a text without its closing quote, or a hidden character",
    "Unclosed array": "a list without its closing bracket",
    "Unescaped": r"a backslash in a text is written \\, or the text in 'single quotes'",
}


def parsed(text: str, file: str) -> dict[str, Any]:
    """Return what `text` says; ConfigError, with file and line, if it is no TOML."""
    quick = plain(text)
    if quick is not None:
        return quick
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{file}, line {_line_in(str(error), text)}: {_plainly(str(error))}.",
            hint="Nothing in the file counts until this is mended.",
        ) from error
    except RecursionError as error:
        raise ConfigError(f"{file}: lists within lists, far too deep.") from error


def plain(text: str) -> dict[str, Any] | None:
    """Return what a file of the plainest lines says, or None: it needs all of TOML.

    `[section]`, `name = 1` and `name = "text"` are what most homes have, and importing
    tomllib would take a quick command a quarter of its time.
    """
    document: dict[str, Any] = {}
    table = document
    for line in text.split("\n"):
        stripped = line.strip(" ")
        if not stripped.isprintable():
            return None
        if stripped.startswith("["):
            name = stripped[1:-1]
            if not stripped.endswith("]") or not _bare(name) or name in document:
                return None
            table = document[name] = {}
        elif stripped and not stripped.startswith("#"):
            name, _, told = stripped.partition("=")
            value = _plain_value(told.strip(" "))
            name = name.rstrip(" ")
            if value is None or not _bare(name) or name in table:
                return None
            table[name] = value
    return document


def _bare(name: str) -> bool:
    return name.isascii() and name.isidentifier()


def _plain_value(told: str) -> int | str | None:
    if told.isascii() and told.isdigit():
        return None if told[0] == "0" and told != "0" else int(told)
    inside = told[1:-1]
    if len(told) > 1 and told[0] == told[-1] == '"' and not {'"', "\\"} & {*inside}:
        return inside
    return None


def line_of(text: str, path: str) -> int | None:
    """Return the number of the line that sets `path` (`server.port`), or opens it."""
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            section = _name(stripped.partition("]")[0].lstrip("["))
            here = section
        else:
            here = _name(f"{section}.{stripped.partition('=')[0]}").lstrip(".")
        if here == path:
            return number
    return None


def _name(told: str) -> str:
    return ".".join(part.strip(" \t\"'") for part in told.split("."))


def _line_in(said: str, text: str) -> int:
    """Return the line of a tomllib message: "… (at line 3, column 5)"."""
    _, found, rest = said.rpartition("(at line ")
    if found:
        return int(rest.partition(",")[0])
    return text.rstrip().count("\n") + 1


def _plainly(said: str) -> str:
    for start, told in _PLAINLY.items():
        if said.startswith(start):
            return told
    return said.rpartition(" (at ")[0]
