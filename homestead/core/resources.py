"""The files that come with the program, from a source tree, a wheel or one zip.

Names are relative to the package: `services/migrations/0001_home.sql`. What lies in
`share/` is named through `share()`, since it is beside the package in a source tree
and inside it everywhere else. A module that came from elsewhere names its files by
their whole path.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import SourceFileLoader
    from zipimport import zipimporter

    _Loader = SourceFileLoader | zipimporter

INDEX = "resources.txt"
"""In the single file: the name of every resource, a line each."""

_PACKAGE = os.path.dirname(os.path.dirname(__file__))


def read(name: str) -> bytes:
    """Return what a file that came with the program holds; OSError if none did."""
    if name.startswith("/"):
        with open(name, "rb") as file:
            return file.read()
    loader: _Loader = __spec__.loader  # type: ignore[assignment]
    return loader.get_data(os.path.join(_PACKAGE, *name.split("/")))


def listing(folder: str) -> list[str]:
    """Return the sorted names of the files in a folder, `[]` if there is none."""
    if zipped() and not folder.startswith("/"):
        return _listed(folder)
    path = folder if folder[:1] == "/" else os.path.join(_PACKAGE, *folder.split("/"))
    if not os.path.isdir(path):
        return []
    return sorted(entry.name for entry in os.scandir(path) if entry.is_file())


def share(name: str) -> str:
    """Return the name by which `read` and `listing` know something of `share/`."""
    inside = zipped() or os.path.isdir(os.path.join(_PACKAGE, "share"))
    return f"share/{name}" if inside else f"../share/{name}"


def zipped() -> str | None:
    """Return the path of the single file the program runs from, if it does."""
    return getattr(__spec__.loader, "archive", None)


def _listed(folder: str) -> list[str]:
    start = f"{folder}/"
    names = read(INDEX).decode().splitlines()
    inside = (name[len(start) :] for name in names if name.startswith(start))
    return sorted(name for name in inside if "/" not in name)
