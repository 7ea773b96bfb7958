"""Where modules come from: ours, the home's own folders, installed packages.

Nothing is imported before somebody wants the module open: a module from elsewhere runs
none of its code while it is disabled.
"""

from __future__ import annotations

import importlib
import importlib.util
import keyword
import os
import pkgutil
import re
import sys
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from homestead import modules, services
from homestead.core.errors import ConfigError
from homestead.core.module import Module

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS, FOLDER, PACKAGE = "homestead", "folder", "package"

GROUP = "homestead.modules"
"""The entry points by which an installed package says that it is a module."""

HOME = "homestead_modules"
"""The package the home's own folders become parts of, so that no name is taken."""

LONGEST = 30

_NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST - 1}}}")
_RESERVED = frozenset(
    [
        *("homestead", "modules", "share"),
        *("api", "events", "health", "static"),
        *("css", "fonts", "js", "vendor"),
    ]
)


class Find(NamedTuple):
    """A module as it was found; `wrong` says why it cannot be one."""

    name: str
    origin: str
    place: str
    wrong: str = ""


def everything(config: str) -> dict[str, Find]:
    """Return every module there is, by name. What has a taken name stands beside."""
    found: dict[str, Find] = {}
    for find in (*ours_all(), *_folders(config), *_packages()):
        if find.name not in found:
            found[find.name] = find
            continue
        wrong = f"There is a module {find.name} already: rename this one."
        beside = f"{find.name} ({find.place})"
        found[beside] = find._replace(name=beside, wrong=wrong)
    return found


def ours(name: str) -> Find:
    """Return what is found when a module comes with the program."""
    return Find(name, OURS, f"{modules.__name__}.{name}")


def in_folder(config: str, name: str) -> Find:
    """Return what is found in the home's own folder of that name."""
    place = os.path.join(config, "modules", name)
    return Find(name, FOLDER, place, why_not(name) or _wrong_with(place))


def why_not(name: str) -> str:
    """Return why no module may have this name, "" if one may."""
    if not _NAME.fullmatch(name):
        return (
            f"{name!r} is no name for a module: a letter, then a-z, 0-9 and _,"
            f" at most {LONGEST}."
        )
    taken = {each.name for each in pkgutil.iter_modules(services.__path__)}
    if name in taken | _RESERVED or keyword.iskeyword(name):
        return f"{name!r} means something else here already: take another name."
    return ""


def load(find: Find, *, fresh: bool = False) -> Module:
    """Import a module and return what it declares itself to be.

    `fresh` reads a folder anew even if it is known. Raises ConfigError for what is no
    module, and whatever its code raises.
    """
    if find.wrong:
        raise ConfigError(find.wrong)
    if find.origin == FOLDER:
        package = _from_folder(find, fresh=fresh)
    else:
        package = importlib.import_module(find.place.partition(":")[0])
    module = getattr(package, find.place.partition(":")[2] or "module", None)
    if not isinstance(module, Module):
        raise ConfigError(f"{find.place} has no `module = Module(…)`.")
    if module.name != find.name:
        raise ConfigError(f"It calls itself {module.name!r}, but is {find.name!r}.")
    if find.origin == OURS:
        return module
    folder = os.path.dirname(os.path.abspath(package.__file__ or find.place))
    return replace(module, folder=folder, required=False, front="")


def ours_all() -> Iterator[Find]:
    """Yield every module that comes with the program."""
    for each in pkgutil.iter_modules(modules.__path__):
        yield ours(each.name)


def _folders(config: str) -> Iterator[Find]:
    place = os.path.join(config, "modules")
    try:
        names = sorted(os.listdir(place))
    except FileNotFoundError:
        return
    for name in names:
        inside = os.path.join(place, name)
        # A file beside the modules is none, and what begins so is nobody's business.
        if name[0] not in "._" and (os.path.isdir(inside) or os.path.islink(inside)):
            yield in_folder(config, name)


def _packages() -> Iterator[Find]:
    if not _is_offered():
        return
    from importlib import metadata

    for entry in metadata.entry_points(group=GROUP):
        yield Find(entry.name, PACKAGE, entry.value, why_not(entry.name))


def _is_offered() -> bool:
    """Tell whether any installed package may bring a module.

    Loading `importlib.metadata` to be told that none does takes a command 16 ms.
    """
    for folder in {*sys.path}:
        if not os.path.isdir(folder):
            continue
        for name in os.listdir(folder):
            told = os.path.join(folder, name, "entry_points.txt")
            if name.endswith((".dist-info", ".egg-info")) and os.path.isfile(told):
                with open(told, encoding="utf-8") as file:
                    if f"[{GROUP}]" in file.read():
                        return True
    return False


def _wrong_with(place: str) -> str:
    """Return what is wrong with a folder before any of it is run."""
    if leads := next(_ways_out(place), None):
        return f"{leads} is a symbolic link that leads out of the folder."
    if not os.path.isfile(os.path.join(place, "__init__.py")):
        return f"{place} has no __init__.py that says what it is."
    return ""


def _ways_out(place: str) -> Iterator[str]:
    """Yield the symbolic links that leave the folder; it may itself be none."""
    if os.path.islink(place):
        yield place
        return
    home = os.path.realpath(place) + os.sep
    for folder, folders, files in os.walk(place):
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            if os.path.islink(path) and not os.path.realpath(path).startswith(home):
                yield path


def _from_folder(find: Find, *, fresh: bool) -> ModuleType:
    name = f"{HOME}.{find.name}"
    known = sys.modules.get(name)
    file = os.path.join(find.place, "__init__.py")
    if known is not None and not fresh and known.__file__ == file:
        return known
    _forget(name)
    if HOME not in sys.modules:
        sys.modules[HOME] = ModuleType(HOME)
        sys.modules[HOME].__path__ = []
    importlib.invalidate_caches()
    spec = importlib.util.spec_from_file_location(
        name, file, submodule_search_locations=[find.place]
    )
    if spec is None or spec.loader is None:
        raise ConfigError(f"{file} cannot be read.")
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    try:
        spec.loader.exec_module(package)
    except BaseException:
        _forget(name)
        raise
    return package


def _forget(name: str) -> None:
    for each in [each for each in sys.modules if f"{each}.".startswith(f"{name}.")]:
        del sys.modules[each]
