"""Opening a module: its directory, its database, its settings, what it may say.

Whatever goes wrong in here is the module's own fault and stays with it.
"""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING, Any

from homestead.core import migrations, resources
from homestead.core.database import Database
from homestead.core.errors import ConfigError, HomesteadError
from homestead.core.room import Room
from homestead.services import access

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.core.module import Module
    from homestead.core.routes import Routes
    from homestead.services.registry import Entry


def opened(house: House, module: Module, entry: Entry, kept: dict[str, Any]) -> Room:
    """Return an open module; `kept` are its settings.

    Raises whatever is wrong with it; nothing of it is left open then.
    """
    access.learn(_permissions(module))
    data = entry.local_data_path
    os.makedirs(data, exist_ok=True)
    return Room(
        module,
        data=data,
        uploads=_uploads(house, module, data),
        database=_database(house, module, data),
        setting=settings(module, kept).__getitem__,
    )


def table(module: Module) -> Routes:
    """Return the table of a module's handlers. Raises ConfigError for what it needs."""
    from homestead.core.routes import Routes

    found = module.routes() if module.routes else Routes()
    _check_needs(module, found)
    return found


def settings(module: Module, kept: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a module; what no longer fits is its default again."""
    found = {setting.key: setting.default for setting in module.settings}
    for setting in module.settings:
        if setting.key in kept:
            try:
                found[setting.key] = setting.read(kept[setting.key])
            except ValueError:
                continue
    return found


def reason(error: BaseException, folder: str) -> str:
    """Return in one line what went wrong, and where in the module."""
    said = error.message if isinstance(error, HomesteadError) else str(error)
    told = said.strip().splitlines()[0] if said.strip() else "nothing more is known"
    if not isinstance(error, HomesteadError):
        told = f"{type(error).__name__}: {told}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [each for each in frames if f"{folder}/" in each.filename]
    if not inside and hasattr(error, "__notes__"):
        return f"{told} ({error.__notes__[-1]})"
    if not inside or isinstance(error, SyntaxError):
        return told
    last = inside[-1]
    file = last.filename.partition(f"{folder}/")[2]
    return f"{told} ({file}, line {last.lineno})"


def _permissions(module: Module) -> dict[str, tuple[str, ...]]:
    brought = dict(module.permissions or {})
    for name, roles in brought.items():
        if name.count(".") != 1 or not name.startswith(f"{module.name}."):
            raise ConfigError(f"Its permission {name!r} must begin {module.name!r}.")
        if not set(roles) <= set(access.ROLES):
            raise ConfigError(f"Its permission {name!r} is for roles there are not.")
    return brought


def _check_needs(module: Module, table: Routes) -> None:
    from homestead.core.routes import PUBLIC, SIGNED_IN

    needed = {route.needs for route in table}
    needed |= {entry.needs for entry in module.navigation}
    brought = _permissions(module)
    unknown = needed - {*access.PERMISSIONS, *brought, PUBLIC, SIGNED_IN}
    if unknown:
        raise ConfigError(f"It needs a permission there is not: {min(unknown)!r}.")


def _uploads(house: House, module: Module, data: str) -> str:
    """Return where a module's files lie: among all uploads, linked from its own place.

    Where the disk has no symbolic links they lie in the module's own place.
    """
    shared = os.path.join(house.paths.data, "uploads", module.name)
    link = os.path.join(data, "uploads")
    if os.path.isdir(link):
        return link
    os.makedirs(shared, exist_ok=True)
    try:
        os.symlink(os.path.relpath(shared, data), link)
    except OSError:
        os.makedirs(link, exist_ok=True)
    return link


def _database(house: House, module: Module, data: str) -> Database | None:
    folder = f"{module.folder}/migrations"
    scripts = [name for name in resources.listing(folder) if name.endswith(".sql")]
    if not scripts:
        return None
    try:
        newest = max(int(name.split("_", 1)[0]) for name in scripts)
    except ValueError:
        raise ConfigError(
            "Its migrations are named 0001_first.sql and so on."
        ) from None
    database = Database(
        os.path.join(data, f"{module.name}.db"),
        read_only=house.app.read_only,
        run_aside=house.app.run_aside,
    )
    try:
        migrations.bring_up(database, module.name, folder, newest)
    except BaseException:
        database.close()
        raise
    return database
