"""Packages whose functions live in files of a kind, loaded when first used."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def loader(package: str, files: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package: `files` has the file of each name."""

    def load(name: str) -> Any:
        if name not in files:
            raise AttributeError(name)
        file = __import__(f"{package}.{files[name]}", fromlist=[name])
        return getattr(file, name)

    return load
