"""Being inside a module: what it raises there has gone wrong with it alone."""

from __future__ import annotations

import functools
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from homestead.core.connections import DatabaseError, explained
from homestead.core.errors import HomesteadError
from homestead.integration import opening
from homestead.integration.failing import module_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from homestead.core.house import House
    from homestead.core.room import Room
    from homestead.integration.failing import Failures

    Verb = Callable[..., Any]
    Guard = Callable[[str, str], AbstractContextManager[Room | None]]

log = logging.getLogger("homestead.modules")


@contextmanager
def guarded(room: Room, failures: Failures, where: str) -> Iterator[Room]:
    """Stay inside a module while it works there; tell of what it raises.

    Errors for people pass; anything else becomes the error that the module failed.
    """
    from homestead.core.routes import NO_FAULT

    name = room.module.name
    with room:
        try:
            yield room
        except NO_FAULT:
            raise
        except (Exception, SystemExit) as error:
            told = explained(error) if isinstance(error, DatabaseError) else error
            if isinstance(told, HomesteadError):
                raise told from error
            log.exception("The module %s failed: %s", name, where)
            failures.note(name, where, opening.reason(error, room.module.folder))
            raise module_error(name) from error
        failures.works(name, where)


def verb(room: Room, name: str, guard: Guard) -> Verb | None:
    """Return what carries out a verb of a module's service; None if it has none.

    It is carried out inside `guard`, by whatever is open under its name then.
    """
    if name not in room.verbs:
        service = room.module.service and room.module.service()
        if name not in getattr(service, "DOOR", ()):
            return None
        act = getattr(service, name)
        room.verbs[name] = _carried_out(room.module.name, name, act, guard)
    return room.verbs[name]


def _carried_out(module: str, name: str, act: Verb, guard: Guard) -> Verb:
    @functools.wraps(act)
    def carry_out(house: House, **given: Any) -> Any:
        with guard(module, f"call {name}"):
            return act(house, **given)

    return carry_out
