"""What a search says: its words, and the filters among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILTERS = ("author", "in", "after", "before", "has")

_FILTER = re.compile(rf'\b({"|".join(FILTERS)}):(?:"([^"]*)"|(\S+))')


def split(text: str) -> tuple[str, dict[str, str]]:
    """Return the words of a search without its filters, and those by name."""
    found = {name: quoted or plain for name, quoted, plain in _FILTER.findall(text)}
    return _FILTER.sub(" ", text).strip(), found


def joined(words: str, filters: Mapping[str, str]) -> str:
    """Return a search as one types it."""
    said = {name: filters.get(name, "").replace('"', "") for name in FILTERS}
    written = [f"{name}:{_quoted(value)}" for name, value in said.items() if value]
    return " ".join([*written, words]).strip()


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
