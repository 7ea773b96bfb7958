"""What is wrong with this machine or this home, each with what mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import HomesteadError
from homestead.services import access
from homestead.services.doctor import (
    machine,
    modules,
    places,
    record,
    running,
    settings,
)
from homestead.services.doctor.finding import fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from homestead.core.house import House
    from homestead.core.paths import Paths
    from homestead.services.doctor.finding import Finding

    Check = Callable[[Paths], Iterator[Finding]]

DOOR = ("check",)

CHECKS: dict[str, Check] = {
    "python": machine.python,
    "sqlite": machine.sqlite,
    "gevent": machine.gevent,
    "pictures": machine.pictures,
    "directories": places.directories,
    "permissions": places.permissions,
    "owner": places.owner,
    "storage": places.storage,
    "disk": places.disk,
    "homes": places.homes,
    "uploads": modules.uploads,
    "configuration": settings.configuration,
    "variables": settings.variables,
    "database": record.database,
    "secret": record.secret,
    "clock": record.clock,
    "record": record.to_come,
    "daemon": running.daemon,
    "port": running.port,
}
MENDS: dict[str, Callable[[Paths], None]] = {
    "directories": places.make,
    "permissions": places.close,
}
"""What `--fix` does by itself: only what cannot do harm."""


def check(house: House, *, fix: bool = False) -> dict[str, Any]:
    """Return `examine` of this home, asked of a home that is open."""
    access.require(house.asker, "home.manage")
    result: dict[str, Any] = house.aside(lambda: examine(house.paths, fix=fix))
    return result


def examine(paths: Paths, *, fix: bool = False) -> dict[str, Any]:
    """Return `{"checks": [{"name", "state", "message", "fix"}], "ok": bool}`.

    "state" is "ok", "warn" or "fail"; "fix" the command that mends it, or None. Only a
    failed check makes "ok" false. Needs no home that opens. With `fix`, missing
    directories are made and files others can read are closed to them first.
    """
    found = _mended(paths) if fix else []
    for name, look in CHECKS.items():
        found += _looked(name, look, paths)
    return {
        "checks": [each.to_json() for each in found],
        "ok": all(each.state != "fail" for each in found),
    }


def _mended(paths: Paths) -> list[Finding]:
    """Mend what can be mended; return what could not be."""
    found = []
    for name, mend in MENDS.items():
        try:
            mend(paths)
        except OSError as error:
            told = f"This could not be mended: {error.strerror} ({error.filename})."
            found.append(fail(told)._replace(name=name))
        except HomesteadError as error:
            found.append(fail(error.message, error.hint)._replace(name=name))
    return found


def _looked(name: str, look: Check, paths: Paths) -> list[Finding]:
    """Return what a check found; a disk that refuses is a finding too."""
    try:
        return [each._replace(name=name) for each in look(paths)]
    except OSError as error:
        told = f"This could not be looked at: {error.strerror} ({error.filename})."
        return [fail(told)._replace(name=name)]
