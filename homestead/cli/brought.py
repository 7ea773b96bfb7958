"""The commands that open modules bring, looked for when no other word fits."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from homestead.core.errors import HomesteadError
from homestead.integration import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer import Typer

    from homestead.cli.door import Door


def noun(door: Door, name: str) -> Typer | None:
    """Return the commands of the open module of that name, None if it has none.

    Raises HomesteadError when its code does not work.
    """
    for find in _open(door):
        if find.name == name:
            return _commands(find)
    return None


def nouns(door: Door) -> dict[str, str]:
    """Return what modules bring, with a line of help each; for those that work."""
    told = {}
    for find in _open(door):
        try:
            app = _commands(find)
        except HomesteadError:
            continue  # `module list` tells why; help is for those that do
        if app is not None:
            told[find.name] = str(app.info.help or "").split("\n")[0]
    return told


def _open(door: Door) -> Iterator[finding.Find]:
    if not os.path.exists(os.path.join(door.paths.data, "registry.db")):
        # Nothing was ever opened here, and asking would make a home: what is ours will
        # be open once there is one.
        yield from finding.ours_all()
        return
    try:
        told = door.ask("modules.commands")["modules"]
    except HomesteadError:
        return
    for each in told:
        yield finding.Find(each["name"], each["origin"], each["place"])


def _commands(find: finding.Find) -> Typer | None:
    try:
        module = finding.load(find)
        return module.commands and module.commands()
    except (Exception, SystemExit) as error:
        raise HomesteadError(
            f"The module {find.name} brings commands that do not work"
            f" ({type(error).__name__}: {error}).",
            hint=f"`homestead module info {find.name}` tells more.",
        ) from error
