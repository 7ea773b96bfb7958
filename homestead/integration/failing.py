"""What of which module does not work, and what is answered instead."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from homestead.core.asking import Ask
from homestead.core.errors import HomesteadError
from homestead.core.routes import SIGNED_IN
from homestead.integration.opening import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from homestead.core.routes import Front

log = logging.getLogger("homestead.modules")


class ModuleError(HomesteadError):
    """A module has failed, and only that module."""

    status = 503

    def __init__(self, module: str) -> None:
        super().__init__(
            f"The part of this home called {module} does not work at the moment.",
            hint="Everything else does. An owner sees the reason in"
            " `homestead module list`.",
        )


class Failures:
    """What went wrong in each module, by where; what works again is forgotten."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, str]] = {}

    def __contains__(self, module: object) -> bool:
        return module in self._told

    def reason(self, module: str) -> str | None:
        """Return what went wrong last in a module, None if all is well."""
        told = self._told.get(module)
        if not told:
            return None
        where, what = next(reversed(told.items()))
        return f"{where}: {what}" if where else what

    def note(self, module: str, where: str, what: str) -> None:
        """Note that a module has failed at a place."""
        self.works(module, where)
        self._told.setdefault(module, {})[where] = what

    def works(self, module: str, where: str) -> None:
        """Note that a module works there."""
        told = self._told.get(module)
        if told and told.pop(where, None) and not told:
            del self._told[module]

    def forget(self, module: str) -> None:
        """Forget what went wrong: the module begins anew."""
        self._told.pop(module, None)

    @contextmanager
    def noted(self, module: str, where: str) -> Iterator[None]:
        """Note whether what stands in the block works; whatever it raises ends here."""
        try:
            yield
        except (Exception, SystemExit) as error:
            log.exception("The module %s failed: %s", module, where)
            self.note(module, where, reason(error, module))
        else:
            self.works(module, where)


class Shut:
    """The application of a module that has failed: it says so, to who is signed in."""

    def __init__(self, front: Front, module: str) -> None:
        self._front = front
        self._module = module

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Raise ModuleError."""
        del start_response
        self._front.gate(Ask(environ, self._front, ""), SIGNED_IN)
        raise ModuleError(self._module)
