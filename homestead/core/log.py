"""The daemon's logs: `app.log`, `error.log`, `access.log` in the home's log directory.

Never in a log: what people wrote, names of alters above debug level, secrets.
"""

from __future__ import annotations

import logging
import os
from logging.handlers import WatchedFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homestead.core.config import Config

_PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_access = logging.getLogger("homestead.access")


def begin(folder: str, config: Config) -> None:
    """Send what the program logs to the files in `folder`, as `config` says."""
    root = logging.getLogger("homestead")
    root.setLevel(str(config["log.level"]).upper())
    root.propagate = False
    form = _formatter(config["log.format"])
    _attach(root, folder, "app.log", form, logging.DEBUG)
    _attach(root, folder, "error.log", form, logging.ERROR)
    _access.propagate = False
    _access.setLevel(logging.INFO)
    _attach(_access, folder, "access.log", form, logging.INFO)


def access(line: str) -> None:
    """Log one answered request."""
    _access.info(line)


def _formatter(form: str) -> logging.Formatter:
    if form == "json":
        from pythonjsonlogger.json import JsonFormatter

        return JsonFormatter(_PLAIN)
    return logging.Formatter(_PLAIN)


def _attach(
    logger: logging.Logger, folder: str, name: str, form: logging.Formatter, level: int
) -> None:
    handler = WatchedFileHandler(
        os.path.join(folder, name), encoding="utf-8", delay=True
    )
    handler.setFormatter(form)
    handler.setLevel(level)
    logger.addHandler(handler)
