"""The registry: one row per module of the home, in `registry.db`."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import migrations
from homestead.core.database import Database, run_here
from homestead.core.errors import ConflictError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.paths import Paths

SCHEMA = 2
"""The newest of the migrations beside this file; a test holds it to the folder."""

OURS = ("/static", "/api", "/events", "/health")
"""Where the home itself answers: no module can be there."""

_PREFIX = re.compile(r"/[a-z0-9][a-z0-9_-]{0,39}")


class Entry(NamedTuple):
    """What the registry says of a module: `route_prefix` begins with a slash."""

    module_name: str
    enabled: bool
    route_prefix: str
    local_data_path: str


class Registry:
    """`registry.db`, open."""

    def __init__(
        self,
        paths: Paths,
        *,
        read_only: bool = False,
        run_aside: Callable[[Callable[[], Any]], Any] = run_here,
    ) -> None:
        self._data = paths.data
        self._database = Database(
            os.path.join(paths.data, "registry.db"),
            read_only=read_only,
            run_aside=run_aside,
        )
        folder = "services/registry/migrations"
        try:
            migrations.bring_up(self._database, "registry", folder, SCHEMA)
        except BaseException:
            self._database.close()
            raise

    def entries(self) -> dict[str, Entry]:
        """Return every module's row, in the order of their names."""
        rows = self._database.rows(
            "SELECT module_name, enabled, route_prefix, local_data_path"
            " FROM modules ORDER BY module_name"
        )
        return {
            row["module_name"]: Entry(
                row["module_name"],
                bool(row["enabled"]),
                row["route_prefix"],
                # Kept as it lies in the data directory, so that a home can be moved.
                os.path.join(self._data, row["local_data_path"]),
            )
            for row in rows
        }

    def note(self, name: str, prefix: str, *, enabled: bool) -> None:
        """Note a module that is new, at `prefix` or beside whoever is there already."""
        taken = {entry.route_prefix for entry in self.entries().values()} | {*OURS}
        free, count = prefix, 1
        while free in taken:
            count += 1
            free = f"{prefix}-{count}"
        with self._database.transaction() as tx:
            tx.run(
                "INSERT INTO modules"
                " (module_name, enabled, route_prefix, local_data_path)"
                " VALUES (?, ?, ?, ?)",
                (name, int(enabled), free, f"modules/{name}"),
            )

    def switch(self, name: str, *, on: bool) -> None:
        """Note that a module is to be open, or closed."""
        with self._database.transaction() as tx:
            tx.run(
                "UPDATE modules SET enabled = ? WHERE module_name = ?", (int(on), name)
            )

    def move(self, name: str, prefix: str) -> None:
        """Note that a module is to be found at `prefix`.

        Raises UsageError for what is no prefix, ConflictError for one that is taken.
        """
        if not _PREFIX.fullmatch(prefix):
            raise UsageError(
                f"{prefix!r} is no place for a module.",
                hint="A slash and one word of a-z, 0-9, - and _: /board, for one.",
                fields={"route_prefix": "must be like /board"},
            )
        if prefix in OURS:
            raise ConflictError(f"The home itself answers at {prefix}.")
        for entry in self.entries().values():
            if entry.route_prefix == prefix and entry.module_name != name:
                raise ConflictError(
                    f"The module {entry.module_name} is at {prefix} already."
                )
        with self._database.transaction() as tx:
            tx.run(
                "UPDATE modules SET route_prefix = ? WHERE module_name = ?",
                (prefix, name),
            )

    def settings(self, name: str) -> dict[str, Any]:
        """Return what is set up for a module, where it differs from its defaults."""
        rows = self._database.rows(
            "SELECT key, value FROM module_settings WHERE module_name = ?", (name,)
        )
        return {row["key"]: json.loads(row["value"]) for row in rows}

    def set_up(self, name: str, key: str, value: Any) -> None:
        """Note one setting of a module; None takes it back to its default."""
        with self._database.transaction() as tx:
            place = (name, key)
            tx.run(
                "DELETE FROM module_settings WHERE module_name = ? AND key = ?", place
            )
            if value is not None:
                tx.run(
                    "INSERT INTO module_settings (module_name, key, value)"
                    " VALUES (?, ?, ?)",
                    (*place, json.dumps(value)),
                )

    def close(self) -> None:
        """Close the file."""
        self._database.close()
