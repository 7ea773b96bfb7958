"""What the machine brings: Python, SQLite, gevent, Pillow."""

from __future__ import annotations

import os
import sqlite3
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from homestead.core import native
from homestead.core.errors import ConfigError
from homestead.core.paths import termux_root
from homestead.services.doctor.finding import fail, ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.paths import Paths
    from homestead.services.doctor.finding import Finding

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35)
"""The first that has RETURNING."""

WAL_SOUND = (3, 51, 3)
WAL_MENDED = ((3, 50, 7),)
"""Versions without the WAL-reset bug (https://www.sqlite.org/wal.html#walresetbug)."""


def python(_: Paths) -> Iterator[Finding]:
    """Look at the interpreter."""
    told = f"Python {sys.version.split()[0]} at {sys.executable}."
    old = sys.version_info < OLDEST_PYTHON
    yield (
        fail(f"{told} Homestead needs 3.11.", "install Python 3.11")
        if old
        else ok(told)
    )


def sqlite(_: Paths) -> Iterator[Finding]:
    """Look at SQLite, and whether two writers could damage a database with it."""
    version = sqlite3.sqlite_version_info
    told = f"SQLite {sqlite3.sqlite_version}"
    if version < OLDEST_SQLITE:
        yield fail(f"{told} is too old; Homestead needs 3.35.", _upgrade())
    elif version < WAL_SOUND and version not in WAL_MENDED:
        yield warn(
            f"{told} can damage a database that two programs write at once (mended in "
            "3.51.3). Homestead lets only one write at a time, so this home is safe as "
            "long as no other program writes to app.db.",
            _upgrade(),
        )
    else:
        yield ok(f"{told}.")


def _upgrade() -> str | None:
    """Return what brings a newer SQLite, where something does."""
    return "pkg upgrade libsqlite python" if termux_root() else None


def pictures(_: Paths) -> Iterator[Finding]:
    """Look what pictures can be read; nobody has to be able to."""
    if find_spec("PIL") is None:
        yield warn(
            "Pictures are kept as large as they come, and not cut, since Pillow is not"
            " installed. What tells of places and times is removed all the same.",
            "pkg install python-pillow"
            if termux_root()
            else f"{sys.executable} -m pip install pillow pi-heif",
        )
    else:
        phones = find_spec("pi_heif") is not None
        yield ok(f"Pillow, {'with' if phones else 'without'} what reads HEIC.")


def gevent(paths: Paths) -> Iterator[Finding]:
    """Look whether this Python can run the daemon."""
    home = os.path.dirname(paths.cache) if paths.why["cache"] == "--home" else None
    try:
        version = native.gevent_version(home=home)
    except ConfigError as error:
        yield fail(f"The daemon cannot run. {error.message}", error.hint)
    else:
        yield ok(f"gevent {version}.")
