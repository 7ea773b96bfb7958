"""The modules of a home: found, noted in the registry, and mounted at their prefix."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from homestead import modules
from homestead.core import routes
from homestead.core.errors import NotFoundError
from homestead.services.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from homestead.core.house import House
    from homestead.core.module import Entry, Module


def found() -> dict[str, Module]:
    """Return the modules that come with the program, by name."""
    names = sorted(each.name for each in pkgutil.iter_modules(modules.__path__))
    return {
        name: importlib.import_module(f"{modules.__name__}.{name}").module
        for name in names
    }


class Rooms:
    """The modules that are open, and where."""

    def __init__(
        self,
        house: House,
        *,
        run_aside: Callable[[Callable[[], Any]], Any],
    ) -> None:
        self._modules = found()
        self._registry = Registry(
            house.paths, self._modules.values(), run_aside=run_aside
        )
        self._prefixes = {
            entry.module_name: entry.route_prefix
            for entry in self._registry.entries()
            if entry.enabled and entry.module_name in self._modules
        }
        self._sites: dict[str, routes.RoutesApp] = {}

    def mount(self, front: routes.Front) -> None:
        """Have every module's handlers answered for by `front`."""
        for name in self._prefixes:
            table = self._modules[name].routes()
            self._sites[name] = routes.RoutesApp(table, front, name)

    def find(self, path: str) -> tuple[str, routes.RoutesApp] | None:
        """Return the prefix and the application of the module a path belongs to."""
        for name, prefix in self._prefixes.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                return prefix, self._sites[name]
        return None

    def site(self, prefix: str) -> routes.RoutesApp:
        """Return the application of the module at that prefix."""
        return next(
            self._sites[name] for name, at in self._prefixes.items() if at == prefix
        )

    def front(self) -> tuple[str, str] | None:
        """Return where the home's first page is: a module's prefix and path."""
        for name, prefix in self._prefixes.items():
            if self._modules[name].front:
                return prefix, self._modules[name].front
        return None

    def folder(self, name: str) -> str | None:
        """Return where the files of a module that is open lie, inside the package."""
        return self._modules[name].folder if name in self._prefixes else None

    def url(self, module: str, path: str = "/", **query: Any) -> str:
        """Return the address of a module's page. NotFoundError: it is not open."""
        if module not in self._prefixes:
            raise NotFoundError(f"There is no open module {module!r} in this home.")
        if path == self._modules[module].front and not query:
            return "/"
        given = {name: value for name, value in query.items() if value is not None}
        search = f"?{urlencode(given, doseq=True)}" if given else ""
        return self._prefixes[module] + quote(path) + search

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield the navigation: each module's name with its entries, by rank."""
        every = [
            (name, entry)
            for name in self._prefixes
            for entry in self._modules[name].navigation
        ]
        yield from sorted(every, key=lambda pair: pair[1].rank)

    def tables(self) -> Iterator[tuple[str, routes.Routes]]:
        """Yield every open module's prefix with the table of its handlers."""
        for name, prefix in self._prefixes.items():
            yield prefix, self._modules[name].routes()

    def close(self) -> None:
        """Close the registry."""
        self._registry.close()
