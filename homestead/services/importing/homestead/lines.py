"""Reads an export of Homestead line by line, as it was written: a record a line.

A home of many years is some 100 MB of JSON; parsed whole it would take five times as
much memory. Whatever is not laid out exactly so is left to be parsed whole.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Again = Callable[[], Iterator[bytes]]
    """Begins anew with the first line, each time it is called."""

BEGINNING = b'{\n"homestead_export": '
LONGEST = 64 << 20
"""Bytes of one line; nothing Homestead writes in one record comes near."""


class Records:
    """The records of one section, parsed as they are asked for, any number of times."""

    def __init__(self, again: Again, name: str, count: int) -> None:
        self._again = again
        self._name = name
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        lines = self._again()
        opening = _opening(self._name)
        for line in lines:
            if line == opening:
                break
        for _ in range(self._count):
            yield _parsed(next(lines).rstrip(b",\n"))


def laid_out(again: Again) -> dict[str, Any] | None:
    """Return the document, its lists as `Records`; None if it is not laid out so.

    Every line is parsed once, so that what is damaged shows before anything is done.
    """
    try:
        return _Scan(again).document()
    except (ValueError, RecursionError, StopIteration):
        return None


def of_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file that comes in parts. Raises ValueError if too long."""
    held = b""
    for part in parts:
        *lines, held = (held + part).split(b"\n")
        for line in lines:
            yield line + b"\n"
        if len(held) > LONGEST:
            raise ValueError("a line is too long")
    if held:
        yield held


class _Scan:
    """One look through the whole file."""

    def __init__(self, again: Again) -> None:
        self._again = again
        self._lines = again()

    def document(self) -> dict[str, Any]:
        """Return the document; raise ValueError where a line is not as it must be."""
        found: dict[str, Any] = {}
        if next(self._lines) != b"{\n":
            raise ValueError
        for line in self._lines:
            if line == b"}\n":
                break
            name, rest = _key(line)
            found[name] = self._records(name) if rest == b"[" else _parsed(rest)
        if next(self._lines, b"") or line != b"}\n":
            raise ValueError
        return found

    def _records(self, name: str) -> Records:
        for count, line in enumerate(self._lines):
            if line in (b"],\n", b"]\n"):
                return Records(self._again, name, count)
            _parsed(line.rstrip(b",\n"))
        raise ValueError


def _key(line: bytes) -> tuple[str, bytes]:
    """Take apart `"name": value,`."""
    name, colon, rest = line.partition(b'": ')
    if not (colon and name.startswith(b'"')):
        raise ValueError
    return name[1:].decode(), rest.rstrip(b",\n")


def _opening(name: str) -> bytes:
    return f'"{name}": [\n'.encode()


def _parsed(text: bytes) -> Any:
    if b"\\ud" in text.lower():
        raise ValueError("half a character may be in there")
    return json.loads(text, parse_constant=_no_number)


def _no_number(word: str) -> Any:
    raise ValueError(word)
