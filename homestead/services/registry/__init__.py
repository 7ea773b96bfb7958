"""The registry: one row per module of the home, in `registry.db`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import migrations
from homestead.core.database import Database, run_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from homestead.core.module import Module
    from homestead.core.paths import Paths

SCHEMA = 1
"""The newest of the migrations beside this file; a test holds it to the folder."""


class Entry(NamedTuple):
    """What the registry says of a module: `route_prefix` begins with a slash."""

    module_name: str
    enabled: bool
    route_prefix: str
    local_data_path: str


class Registry:
    """`registry.db`, open; modules it does not know yet are noted."""

    def __init__(
        self,
        paths: Paths,
        modules: Iterable[Module],
        *,
        run_aside: Callable[[Callable[[], Any]], Any] = run_here,
    ) -> None:
        self._database = Database(
            os.path.join(paths.data, "registry.db"), run_aside=run_aside
        )
        folder = "services/registry/migrations"
        try:
            migrations.bring_up(self._database, "registry", folder, SCHEMA)
            self._note_new(paths, modules)
        except BaseException:
            self._database.close()
            raise

    def entries(self) -> list[Entry]:
        """Return every module's row, by name."""
        rows = self._database.rows(
            "SELECT module_name, enabled, route_prefix, local_data_path"
            " FROM modules ORDER BY module_name"
        )
        return [
            Entry(
                row["module_name"],
                bool(row["enabled"]),
                row["route_prefix"],
                row["local_data_path"],
            )
            for row in rows
        ]

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _note_new(self, paths: Paths, modules: Iterable[Module]) -> None:
        known = {entry.module_name for entry in self.entries()}
        missing = [module for module in modules if module.name not in known]
        if not missing:
            return
        with self._database.transaction() as tx:
            for module in missing:
                place = os.path.join(paths.data, "modules", module.name)
                tx.run(
                    "INSERT INTO modules (module_name, route_prefix, local_data_path)"
                    " VALUES (?, ?, ?)",
                    (module.name, module.route_prefix, place),
                )
