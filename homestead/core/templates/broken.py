"""The owner's templates that did not work, and why: told until they are changed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateNotFound

from homestead.core import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger("homestead.templates")

_LONGEST = 300


class Broken(NamedTuple):
    """A file that did not work: its name within the folder, the line (0: none), why.

    `costly`: it took too much, so it is not tried again. `at` is when (ms).
    """

    name: str
    line: int
    reason: str
    costly: bool = False
    at: int = 0


class Faults:
    """What is wrong with whose files, the last of each."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._told: dict[str, Broken] = {}

    def __iter__(self) -> Iterator[Broken]:
        return iter(sorted(self._told.values()))

    def __len__(self) -> int:
        return len(self._told)

    def note(self, fault: Broken) -> bool:
        """Note what is wrong; tell whether that is news."""
        known = self._told.get(fault.name)
        if known is not None and known[:3] == fault[:3]:
            return False
        self._told[fault.name] = fault._replace(at=clock.now())
        line = f", line {fault.line}" if fault.line else ""
        log.error("Template %s/%s%s: %s", self._place, fault.name, line, fault.reason)
        return True

    def costly(self) -> frozenset[str]:
        """Return the files that are not to be tried again."""
        return frozenset(name for name, fault in self._told.items() if fault.costly)

    def forget(self, name: str) -> None:
        """Forget what was wrong with a file: it has changed, or gone."""
        self._told.pop(name, None)


def said(error: BaseException) -> str:
    """Return in one line what an error says."""
    text = " ".join(str(getattr(error, "message", None) or error).split())
    if isinstance(error, RecursionError):
        text = "It calls itself without end."
    elif isinstance(error, TemplateNotFound):
        text = f"There is no template {text!r}."
    elif not text:
        text = type(error).__name__
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
