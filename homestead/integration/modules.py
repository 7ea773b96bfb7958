"""What one can do with modules: list, look at, enable, disable, set up, make one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import ConflictError, NotFoundError
from homestead.integration import scaffold
from homestead.services import access, audit

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.core.module import Module
    from homestead.core.settings import Setting
    from homestead.integration.rooms import Rooms

DOOR = ("list", "info", "enable", "disable", "set", "new", "commands", "since")

PREFIX = "route_prefix"
RUNNING, DISABLED, FAILED = "running", "disabled", "failed"


def list(house: House) -> dict[str, Any]:  # noqa: A001 - the verb's name
    """Return `{"modules": [{"name", "enabled", "state", "reason", …}]}`, by name.

    "state" is "running", "disabled" or "failed", which has a "reason". "origin" is
    "homestead", "folder" or "package", and "place" where that is.
    """
    access.require(house.asker, "module.manage")
    rooms: Rooms = house.rooms
    rooms.known.discover()
    rooms.open_all()
    return {"modules": [_told(rooms, name) for name in sorted(rooms.known.finds)]}


def info(house: House, *, module: str) -> dict[str, Any]:
    """Return `{"module": …}` as `list` does, with all it brings if it was loaded."""
    access.require(house.asker, "module.manage")
    rooms: Rooms = house.rooms
    rooms.open_all()
    if module not in rooms.known.finds:
        rooms.known.find(module)
    told = _told(rooms, module)
    declared = rooms.module(module)
    if declared is not None and told["state"] != DISABLED:
        told |= _brought(house, declared, rooms.settings(module))
    return {"module": told}


def enable(house: House, *, module: str) -> dict[str, Any]:
    """Open a module, now and from now on: `{"module": …}`, failed or running.

    One from elsewhere that is open is read anew. Its code has the home's own rights.
    """
    access.require(house.asker, "module.manage")
    rooms: Rooms = house.rooms
    found = rooms.known.find(module)
    _note(house, "module.enable", module, origin=found.origin, place=found.place)
    rooms.switch_on(module)
    house.events.tell("module.enabled", {"module": module})
    return {"module": _told(rooms, module)}


def disable(house: House, *, module: str) -> dict[str, Any]:
    """Close a module, now and from now on; its data stays as it is.

    Raises RefusedError for one the home cannot do without.
    """
    access.require(house.asker, "module.manage")
    rooms: Rooms = house.rooms
    rooms.switch_off(module)
    _note(house, "module.disable", module)
    return {"module": _told(rooms, module)}


def set(  # noqa: A001 - the verb's name
    house: House, *, module: str, key: str, value: str | None = None
) -> dict[str, Any]:
    """Set up a module: its `route_prefix`, or what it declares; None: the default.

    Raises NotFoundError for what cannot be set, UsageError for what it cannot be,
    ConflictError for a prefix that is taken.
    """
    access.require(house.asker, "module.manage")
    rooms: Rooms = house.rooms
    rooms.open_all()
    rooms.known.find(module)
    if key == PREFIX:
        rooms.known.move(module, value or f"/{module}")
    else:
        setting = _setting(rooms, module, key)
        rooms.set_up(module, key, _read(setting, value))
    _note(house, "module.set", module, key=key)
    return {"module": _told(rooms, module), "key": key, "value": value}


def new(house: House, *, module: str) -> dict[str, Any]:
    """Write a small, complete module of that name into the home, and open it.

    Returns `{"module": …, "path", "files"}`. Raises UsageError for a name no module
    may have, ConflictError for one that is taken.
    """
    access.require(house.asker, "module.manage")
    house.app.refuse_if_read_only()
    rooms: Rooms = house.rooms
    rooms.known.discover()
    if module in rooms.known.finds:
        raise ConflictError(
            f"There is a module {module!r} already.",
            hint=f"`homestead module info {module}` tells where.",
        )
    path, files = scaffold.write(house.paths.config, module)
    _note(house, "module.new", module, place=path)
    rooms.known.discover()
    rooms.switch_on(module)
    return {"module": _told(rooms, module), "path": path, "files": files}


def commands(house: House) -> dict[str, Any]:
    """Return where modules may bring commands from: `{"modules": [{"name", …}]}`."""
    access.require(house.asker, "module.manage")
    known = house.rooms.known
    told = [
        {"name": find.name, "origin": find.origin, "place": find.place}
        for find in known.finds.values()
        if known.row(find.name).enabled and not find.wrong
    ]
    return {"modules": told}


def since(house: House, *, alter: str, moment: int) -> dict[str, Any]:
    """Return what happened after `moment` (ms) that an alter should know.

    `{"happened": [{"module", "at", "text", "url"}]}`, newest first.
    """
    access.require(house.asker, "alter.read")
    rooms: Rooms = house.rooms
    happened = []
    for module, room in rooms.open_modules():
        if module.since is None:
            continue
        with room, rooms.failures.noted(module.name, "since"):
            happened += [
                {
                    "module": module.name,
                    "at": each.at,
                    "text": each.text,
                    "url": rooms.url(module.name, each.path),
                }
                for each in module.since(house, alter, moment)
            ]
    return {"happened": sorted(happened, key=lambda each: -each["at"])}


def _note(house: House, action: str, module: str, **meta: Any) -> None:
    with house.app.transaction() as tx:
        audit.note(tx, house, action, module=module, **meta)


def _told(rooms: Rooms, name: str) -> dict[str, Any]:
    find, row = rooms.known.finds[name], rooms.known.row(name)
    reason = find.wrong if row.enabled or not rooms.known.has(name) else ""
    reason = reason or rooms.failures.reason(name) or ""
    state = FAILED if reason else RUNNING if row.enabled else DISABLED
    module = rooms.module(name)
    return {
        "name": name,
        "enabled": row.enabled,
        "required": bool(module and module.required),
        "route_prefix": row.route_prefix,
        "local_data_path": row.local_data_path,
        "state": state,
        "reason": reason or None,
        "origin": find.origin,
        "place": find.place,
    }


def _brought(house: House, module: Module, settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": house.terms.fill(module.title),
        "navigation": [house.terms.fill(entry.title) for entry in module.navigation],
        "commands": module.commands is not None,
        "jobs": [{"name": job.name, "seconds": job.seconds} for job in module.jobs],
        "panels": [panel.title for panel in module.panels],
        "permissions": {
            name: [*roles] for name, roles in (module.permissions or {}).items()
        },
        "settings": [
            {"key": each.key, "value": settings[each.key], "help": each.help}
            for each in module.settings
        ],
    }


def _setting(rooms: Rooms, name: str, key: str) -> Setting:
    module = rooms.module(name)
    if module is None:
        raise ConflictError(
            f"What {name} can be set to is known only once it was open.",
            hint=f"`homestead module enable {name}` opens it.",
        )
    for setting in module.settings:
        if setting.key == key:
            return setting
    from homestead.core.handles import suggest

    near = suggest(key, [PREFIX, *(each.key for each in module.settings)])
    raise NotFoundError(
        f"{name} has no setting {key!r}.",
        hint=f"Did you mean {' or '.join(near)}?" if near else None,
    )


def _read(setting: Setting, value: str | None) -> Any:
    if value is None:
        return None
    try:
        return setting.parse(value)
    except ValueError as error:
        from homestead.core.errors import UsageError

        raise UsageError(
            f"{setting.key} {error}.", fields={setting.key: str(error)}
        ) from error
