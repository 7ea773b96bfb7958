"""Where in the home which module answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.integration.failing import Shut

if TYPE_CHECKING:
    from homestead.core.routes import Front, Routes, RoutesApp
    from homestead.integration.known import Known

    Site = RoutesApp | Shut


class Mounts:
    """The applications of the modules, at the prefixes the registry keeps."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._front: Front | None = None
        self._tables: dict[str, Routes | None] = {}
        self._sites: dict[str, Site] = {}

    def begin(self, front: Front) -> None:
        """Have `front` answer for every handler from now on."""
        self._front = front
        for name, table in self._tables.items():
            self.put(name, table)

    def put(self, name: str, table: Routes | None) -> None:
        """Have a module answer, by its table; None: it has failed, and says so."""
        self._tables[name] = table
        if self._front is not None:
            from homestead.core.routes import RoutesApp

            self._sites[name] = (
                Shut(self._front, name)
                if table is None
                else RoutesApp(table, self._front, name)
            )

    def drop(self, name: str) -> None:
        """Have a module answer no more."""
        self._tables.pop(name, None)
        self._sites.pop(name, None)

    def tables(self) -> dict[str, Routes]:
        """Return the table of each module that is open, by its prefix."""
        return {
            self._known.row(name).route_prefix: table
            for name, table in self._tables.items()
            if table is not None
        }

    def at(self, path: str) -> tuple[str, Site] | None:
        """Return the prefix and the application of the module a path belongs to."""
        prefix = "/" + path.split("/", 2)[1]
        for name, site in self._sites.items():
            if self._known.row(name).route_prefix == prefix:
                return prefix, site
        return None

    def of(self, name: str) -> tuple[str, Site]:
        """Return the prefix and the application of a module that answers."""
        return self._known.row(name).route_prefix, self._sites[name]
