"""Writes an export as JSON, a record a line, holding no more than one at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead import __version__
from homestead.core import clock
from homestead.services.exporting import records, shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Protocol

    from homestead.core.database import Reader
    from homestead.services.exporting.shape import Section

    class Sink(Protocol):
        """What takes bytes: a file, a pipe, a file in an archive."""

        def write(self, data: bytes, /) -> Any:
            """Take these bytes."""


TICK = 1000
"""How many records go by between two words about progress."""

_BUFFER = 1 << 16


class Document:
    """One export being written. `counts` tells how many records are in it."""

    def __init__(
        self, sink: Sink, reader: Reader, progress: Callable[[int, int, str], None]
    ) -> None:
        self._sink = sink
        self._reader = reader
        self._progress = progress
        self._done = 0
        self._total = sum(records.count(reader, each) for each in shape.LISTS)
        self._held = bytearray()
        names = ["custom_fronts", *(each.name for each in shape.LISTS)]
        self.counts = dict.fromkeys(names, 0)

    def write(
        self, home: dict[str, Any], modules: Sequence[dict[str, Any]] = ()
    ) -> None:
        """Write everything: how the home is set up, and what its `modules` keep."""
        head = {
            "homestead_export": shape.FORMAT,
            "version": __version__,
            "exported_at": clock.iso(clock.now()),
            "home": home,
            "system": records.system(self._reader),
        }
        lines = [f"{_text(key)}: {_text(value)}" for key, value in head.items()]
        self._put("{\n" + ",\n".join(lines))
        for section in shape.LISTS:
            self._put(f",\n{_text(section.name)}: [")
            self._write_list(section)
        if modules:
            self._write_modules(modules)
        self._put("\n}\n")
        self._flush()

    def _write_list(self, section: Section) -> None:
        before = ""
        for record in records.each(self._reader, section):
            self._put(f"{before}\n{_text(record)}")
            before = ","
            custom = record.get("kind") == "custom"
            self.counts["custom_fronts" if custom else section.name] += 1
            self._done += 1
            if self._done % TICK == 0:
                told = section.name.replace("_", " ")
                self._progress(self._done, self._total, told)
        self._put("\n]" if before else "]")

    def _write_modules(self, records: Sequence[dict[str, Any]]) -> None:
        lines = ",\n".join(map(_text, records))
        self._put(f",\n{_text(shape.MODULES)}: [\n{lines}\n]")
        self.counts[shape.MODULES] = len(records)

    def _put(self, text: str) -> None:
        self._held += text.encode()
        if len(self._held) >= _BUFFER:
            self._flush()

    def _flush(self) -> None:
        self._sink.write(bytes(self._held))
        self._held.clear()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
