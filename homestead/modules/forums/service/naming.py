"""What categories, threads and tags are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import handles
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_TITLE = 200
LONGEST_TAG = 40
MOST_TAGS = 10


def named(text: str, most: int, field: str) -> str:
    """Return a name or title fit to be kept. Raises UsageError for any other."""
    line = handles.clean(text[: most * 4])
    if handles.is_blank(line) or len(line) > most:
        problem = "is too long" if line else "is empty"
        raise UsageError(
            f"The {field} has 1 to {most} letters.", fields={field: problem}
        )
    return line


def title_of(title: str, text: str) -> str:
    """Return what a thread is called: its title, else how its text begins."""
    if title.strip():
        return named(title, LONGEST_TITLE, "title")
    for line in text.splitlines():
        words = handles.clean(line.strip("#>*_:|~ \t"))
        if words:
            most = 60
            return words if len(words) <= most else f"{words[:most].rstrip()}…"
    return "…"


def tags_of(tags: Sequence[str]) -> list[str]:
    """Return tags fit to be kept, each once."""
    found = list(dict.fromkeys(tag_of(each) for each in tags if each.strip()))
    if len(found) > MOST_TAGS:
        raise UsageError(
            f"A thread has at most {MOST_TAGS} tags.", fields={"tags": "are too many"}
        )
    return found


def tag_of(text: str) -> str:
    """Return a tag as it is kept: small letters, without its mark."""
    tag = " ".join(handles.clean(text[:400]).casefold().lstrip("#").split())
    if not tag or len(tag) > LONGEST_TAG:
        raise UsageError(
            f"A tag has 1 to {LONGEST_TAG} letters.",
            fields={"tags": "has one too long"},
        )
    return tag
