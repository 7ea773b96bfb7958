"""`module new`: a small, complete module, written from the one in `share/module`."""

from __future__ import annotations

import os
import shutil

from homestead.core import resources
from homestead.core.errors import CannotCreateError, UsageError
from homestead.integration import finding

PATTERN = "garden"
"""What the module in `share/module` is called; its name stands nowhere else in it."""

ROOMS = (
    "",
    "routes",
    "migrations",
    "templates/garden",
    "static/css",
    "tests",
)


def write(config: str, name: str) -> tuple[str, list[str]]:
    """Write a module called `name` into the home; return where, and its files.

    All of it is there or nothing. Raises UsageError for a name no module may have,
    CannotCreateError where nothing can be written.
    """
    if wrong := finding.why_not(name):
        raise UsageError(wrong, fields={"module": "is no name for a module"})
    place = os.path.join(config, "modules", name)
    beside = os.path.join(config, "modules", f".{name}.new")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        files = [_copy(room, file, beside, name) for room, file in _pattern()]
        os.rename(beside, place)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise CannotCreateError(
            f"{place} cannot be written: {error.strerror}.",
            hint="Run `homestead doctor` to see why.",
        ) from error
    return place, sorted(files)


def _pattern() -> list[tuple[str, str]]:
    root = resources.share("module")
    return [
        (room, file)
        for room in ROOMS
        for file in resources.listing(f"{root}/{room}".rstrip("/"))
    ]


def _copy(room: str, file: str, target: str, name: str) -> str:
    source = "/".join(filter(None, (resources.share("module"), room, file)))
    text = _renamed(resources.read(source).decode(), name)
    path = "/".join(filter(None, (_renamed(room, name), _renamed(file, name))))
    os.makedirs(os.path.dirname(os.path.join(target, path)), exist_ok=True)
    with open(os.path.join(target, path), "w", encoding="utf-8") as out:
        out.write(text)
    return path


def _renamed(text: str, name: str) -> str:
    title = name.replace("_", " ").capitalize()
    return text.replace(PATTERN, name).replace(PATTERN.capitalize(), title)
