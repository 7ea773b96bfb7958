"""One export of Homestead brought back: its records, its pictures, its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.services.exporting import shape
from homestead.services.importing.homestead import links, looks, people, rest, settings
from homestead.services.importing.homestead.fronts import Fronts
from homestead.services.importing.homestead.pictures import Pictures
from homestead.services.importing.homestead.restoring import Restoring
from homestead.services.importing.homestead.rows import VERB, Rows
from homestead.services.importing.report import IMPORTED, Report

if TYPE_CHECKING:
    from types import TracebackType

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.importing.homestead.export import Export
    from homestead.services.importing.planning import Planned
    from homestead.services.importing.writer import Writer


class Restoration:
    """An export coming back. `with restoration:` has the pictures' files written."""

    verb = VERB

    def __init__(self, house: House, planned: Planned, found: Export) -> None:
        self._house = house
        self._found = found
        self._pictures = Pictures(house, found, planned.archives)
        self._settings = settings.wanted(house, found.home)
        self.left_out: dict[str, int] = {}

    def __enter__(self) -> None:
        self._pictures.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pictures.__exit__(kind, error, trace)

    def rehearse(self) -> None:
        """Look at everything without writing anything."""
        self._pictures.rehearse()

    def settle(self, reader: Reader, writer: Writer) -> Report:
        """Resolve everything against the home, and have it written."""
        report, found = Report(), self._found
        sources = found.lists["sources"]
        rows = Rows(reader, writer, exported_at=found.exported_at, sources=sources)
        work = Restoring(rows, report, self._house.progress, found.total)
        _bring_back(work, found)
        self._pictures.settle(report)
        for key in self._settings:
            report.count("settings", key, IMPORTED)
        return report

    def afterwards(self) -> list[dict[str, str]]:
        """Write the settings; return what went wrong."""
        return settings.write(self._house, self._settings) if self._settings else []


def _bring_back(work: Restoring, found: Export) -> None:
    """Bring back every record, each after those it refers to."""
    if found.system is not None:
        people.system(work, found.system)
    for section in (shape.FIELDS, shape.ALTERS, shape.GROUPS):
        for record in links.parents_first(found.lists[section.name]):
            people.each(work, section, record)
    fronts = Fronts(work, found.lists["fronts"])
    for record in found.lists["fronts"]:
        fronts.each(record)
    for record in found.lists["styles"]:
        looks.each(work, record)
    for section in (shape.MARKS, shape.SOURCES, shape.PRESERVED, shape.IMPORTS):
        for record in found.lists[section.name]:
            rest.each(work, section, record)
    _tell(work, found)


def _tell(work: Restoring, found: Export) -> None:
    if work.kept_here:
        said = f"{work.kept_here} were changed here after the export was made"
        work.report.warn("kept_here", f"{said}; they stay.")
    for name in found.unknown:
        work.report.warn("unknown_part", f"“{name}” is nothing this Homestead knows.")
