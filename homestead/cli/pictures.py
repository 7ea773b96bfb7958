"""Pictures going into the home, and copied out of it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homestead.cli.files import opened
from homestead.cli.writing import Aside
from homestead.core.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from homestead.cli.door import Door


def asked(file: str | None, target: str | None, *, clear: bool) -> bool:
    """Tell whether a picture is to change; UsageError for two wishes at once."""
    if sum((file is not None, target is not None, clear)) > 1:
        raise UsageError("Choose one of a file, --save and --clear.")
    return file is not None or clear


def put(
    door: Door, verb: str, file: str | None, crop: str | None, **said: Any
) -> dict[str, Any]:
    """Have `verb` take the picture in `file`, or none; return what it tells."""
    with ExitStack() as stack:
        files = [opened(file, stack)] if file else []
        told: dict[str, Any] = door.ask(verb, files=files, crop=_square(crop), **said)
        return told


def _square(typed: str | None) -> dict[str, float] | None:
    """Return which square of a picture `120,40,600` means."""
    if typed is None:
        return None
    try:
        x, y, size = map(float, typed.split(","))
    except ValueError as error:
        raise UsageError(
            f"{typed!r} is no square of a picture.",
            hint="Say its left, its top and its size in pixels: 120,40,600.",
        ) from error
    return {"x": x, "y": y, "size": size}


def save(door: Door, told: dict[str, Any], target: str | None) -> None:
    """Write the picture of what `told` tells of to `target`; without one, say where."""
    if not told["avatar"]:
        raise NotFoundError(f"{told['name'] or 'The profile'} has no picture.")
    source = Path(door.paths.data, "uploads", told["avatar"])
    if target is None:
        door.show({"avatar": str(source)}, lambda result, _: [result["avatar"]])
    elif target == "-":
        sys.stdout.buffer.write(source.read_bytes())
    else:
        with Aside(str(Path(target).expanduser())) as file:
            file.file.write(source.read_bytes())
