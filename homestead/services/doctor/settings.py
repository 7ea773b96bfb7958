"""How the home is set up: `config.toml`, `.env`, the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from homestead.core import config_check
from homestead.core.config_variables import meant, strangers
from homestead.services.doctor.finding import fail, ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.paths import Paths
    from homestead.services.doctor.finding import Finding


def configuration(paths: Paths) -> Iterator[Finding]:
    """Look for mistakes in what sets the home up."""
    problems = config_check.problems(paths.config, os.environ)
    for problem in problems:
        hint = f" {problem.hint}" if problem.hint else ""
        yield fail(f"{problem.message}{hint}", "homestead config check")
    if not problems:
        yield ok("The configuration is understood.")


def variables(_: Paths) -> Iterator[Finding]:
    """Look for variables of ours that no setting has."""
    for name in strangers(os.environ):
        yield warn(f"{name} is set and is no setting. {meant(name)}", f"unset {name}")
