"""The program's tree of commands, as the manual is made from it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from typer.core import TyperGroup

ROOT = Path(__file__).parents[1]


def script():
    """Return `share/build/manual.py` as a module."""
    path = ROOT / "share/build/manual.py"
    spec = importlib.util.spec_from_file_location("manual_script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verbs():
    """Return every command line that does something: `alter add`, `undo`."""
    return [
        context.command_path.removeprefix("homestead ")
        for context in script().everything()
        if not isinstance(context.command, TyperGroup)
        or context.command.invoke_without_command
    ]
