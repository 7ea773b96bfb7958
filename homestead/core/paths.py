"""Where the home lies."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Paths:
    """The home's directories, and why each is where it is."""

    def __init__(self, root: str, why: str) -> None:
        self.config = os.path.join(root, "config")
        self.data = os.path.join(root, "data")
        self.log = os.path.join(root, "log")
        self.cache = os.path.join(root, "cache")
        self.why = dict.fromkeys(("config", "data", "log", "cache"), why)


def find(home: str | None = None, environ: Mapping[str, str] = os.environ) -> Paths:
    """Return where the home lies."""
    if home:
        return Paths(home, "--home")
    return Paths(environ.get("HOMESTEAD_HOME") or "homestead-home", "HOMESTEAD_HOME")


def ensure(paths: Paths) -> None:
    """Make the home's directories, readable by their owner alone."""
    for folder in (paths.config, paths.data, paths.log, paths.cache):
        os.makedirs(folder, 0o700, exist_ok=True)
