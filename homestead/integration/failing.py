"""What of which module does not work, and what is answered instead."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from homestead.core.errors import HomesteadError
from homestead.integration.opening import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from homestead.core.routes import Front

log = logging.getLogger("homestead.modules")


def module_error(module: str) -> HomesteadError:
    """Return the error that a module has failed, and only that module."""
    error = HomesteadError(
        f"The part of this home called {module} does not work at the moment.",
        hint="Everything else does. An owner sees the reason in"
        " `homestead module list`.",
    )
    error.status = 503
    return error


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

    def noted(self, module: str, where: str) -> Noted:
        """Note whether what stands in the block works; whatever it raises ends here."""
        return Noted(self, module, where)


class Noted:
    """`with failures.noted("garden", "job water"):`."""

    def __init__(self, failures: Failures, module: str, where: str) -> None:
        self._failures = failures
        self._module = module
        self._where = where

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Tell whether what was raised ends here."""
        if error is None:
            self._failures.works(self._module, self._where)
        if not isinstance(error, (Exception, SystemExit)):
            return False
        told = "The module %s failed: %s"
        log.error(told, self._module, self._where, exc_info=error)
        self._failures.note(self._module, self._where, reason(error, self._module))
        return True


class Shut:
    """The application of a module that has failed: it says so, to who is signed in."""

    def __init__(self, front: Front, module: str) -> None:
        self._front = front
        self._module = module

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Raise the error that says so."""
        from homestead.core.asking import Ask
        from homestead.core.routes import SIGNED_IN

        del start_response
        self._front.gate(Ask(environ, self._front, ""), SIGNED_IN)
        raise module_error(self._module)
