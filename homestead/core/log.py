"""The daemon's logs: `app.log` and `error.log` in the home's log directory.

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
_web = logging.getLogger("homestead.web")


def begin(folder: str, config: Config) -> None:
    """Send what the program logs to the files in `folder`, as `config` says."""
    root = logging.getLogger("homestead")
    root.setLevel(str(config["log.level"]).upper())
    root.propagate = False
    form = _formatter(config["log.format"])
    _attach(root, folder, "app.log", form, logging.DEBUG)
    _attach(root, folder, "error.log", form, logging.ERROR)


def failure(error: BaseException, request_id: str) -> None:
    """Log that a request failed, and where in the program."""
    _web.error("request %s failed", request_id, exc_info=error)


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
