"""The modules a home knows of: what was found, and what the registry says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotFoundError, RefusedError
from homestead.integration import finding
from homestead.services.registry import Entry, Registry

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.integration.finding import Find

GONE = "It is not there any more."


class Known:
    """What was found (`finds`) beside its row of the registry."""

    def __init__(self, house: House) -> None:
        self._config = house.paths.config
        self._may_write = not house.app.read_only
        self._registry = Registry(
            house.paths, read_only=house.app.read_only, run_aside=house.app.run_aside
        )
        self.finds: dict[str, Find] = {}
        self._rows: dict[str, Entry] = {}
        self.discover()

    def discover(self) -> None:
        """Look for modules; ours are open from the first, others wait to be enabled."""
        self.finds = finding.everything(self._config)
        rows = self._registry.entries()
        for name, find in self.finds.items():
            if name not in rows and not find.wrong and self._may_write:
                ours = find.origin == finding.OURS
                self._registry.note(name, f"/{name}", enabled=ours)
        self._rows = self._registry.entries()
        for name in self._rows:
            if name not in self.finds:
                self.finds[name] = finding.Find(name, "", "", GONE)

    def has(self, name: str) -> bool:
        """Tell whether the registry has a module of that name."""
        return name in self._rows

    def row(self, name: str) -> Entry:
        """Return what the registry says of a module: closed, if it says nothing."""
        return self._rows.get(name) or Entry(name, False, "", "")  # noqa: FBT003

    def find(self, name: str) -> Find:
        """Return what was found by that name.

        Raises NotFoundError for nothing, RefusedError for what cannot be a module.
        """
        if name not in self.finds or self.finds[name].wrong:
            self.discover()
        if name not in self.finds:
            raise _not_found(name, self.finds)
        if wrong := self.finds[name].wrong:
            raise RefusedError(f"The module {name} cannot be opened: {wrong}")
        return self.finds[name]

    def is_needed(self, name: str) -> bool:
        """Tell whether the home cannot do without a module."""
        if name not in self._rows:
            self.find(name)
        found = self.finds[name]
        return found.origin == finding.OURS and finding.load(found).required

    def switch(self, name: str, *, on: bool) -> None:
        """Note that a module is to be open, or closed."""
        self._registry.switch(name, on=on)
        self._rows = self._registry.entries()

    def move(self, name: str, prefix: str) -> None:
        """Have a module answer at another prefix, from now on."""
        self.find(name)
        self._registry.move(name, prefix)
        self._rows = self._registry.entries()

    def settings(self, name: str) -> dict[str, Any]:
        """Return what is set up for a module, where it differs from its defaults."""
        return self._registry.settings(name)

    def set_up(self, name: str, key: str, value: Any) -> None:
        """Note one setting of a module; None takes it back to its default."""
        self._registry.set_up(name, key, value)

    def close(self) -> None:
        """Close the registry."""
        self._registry.close()


def _not_found(name: str, known: dict[str, Find]) -> NotFoundError:
    from homestead.core.handles import suggest

    near = suggest(name, known)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return NotFoundError(
        f"There is no module {name!r} here.",
        hint=f"{hint}`homestead module list` shows those there are.",
    )
