"""Compiled parts: whether this Python has them, and what to install if it has not."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec

from homestead.core import resources
from homestead.core.errors import ConfigError

OLDEST_GEVENT = (25, 4, 1)
"""Older ones let requests be smuggled (https://github.com/gevent/gevent/pull/2075)."""


def ensure(module: str = "gevent", *, home: str | None = None) -> None:
    """Make a compiled `module` importable: `gevent` to serve, `argon2` for passwords.

    The single file unpacks what it carries; elsewhere this only checks that the module
    is there. Raises ConfigError that says what to install.
    """
    why_not = []
    if resources.zipped():
        from homestead.core import unpacking

        why_not = unpacking.unpack(home)
    try:
        found = import_module(module)
    except ImportError as error:
        told = "; ".join([*why_not, str(error)])
        raise ConfigError(
            f"{module} cannot be used by this Python: {told}.", hint=_advice()
        ) from error
    if module == "gevent":
        _refuse_unsafe(found.__version__)


def gevent_version(*, home: str | None = None) -> str:
    """Return the version of gevent, without loading it where its files tell enough.

    Loading takes as long as a whole command. Raises ConfigError as `ensure` does.
    """
    spec = find_spec("gevent")
    folder = next(iter(spec.submodule_search_locations or ()), "") if spec else ""
    if folder and _compiled_for_us(folder):
        for name in os.listdir(os.path.dirname(folder)):
            if name.startswith("gevent-") and name.endswith(".dist-info"):
                version = name.removeprefix("gevent-").removesuffix(".dist-info")
                _refuse_unsafe(version)
                return version
    ensure(home=home)
    return str(import_module("gevent").__version__)


def _compiled_for_us(folder: str) -> bool:
    """Tell whether the loop of gevent in `folder` was built for this very Python."""
    here = os.path.join(folder, "libev")
    names = os.listdir(here) if os.path.isdir(here) else []
    return any(f"corecext{suffix}" in names for suffix in EXTENSION_SUFFIXES)


def _refuse_unsafe(version: str) -> None:
    if _numbers(version) < OLDEST_GEVENT:
        raise ConfigError(
            f"gevent {version} is not safe to serve with.", hint=_advice()
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())


def _advice() -> str:
    """Return the commands that install what serving needs, on this machine."""
    wanted = f"'gevent>={'.'.join(map(str, OLDEST_GEVENT))}' argon2-cffi"
    if hasattr(sys, "getandroidapilevel"):
        return (
            "Install it:  pkg install python-pip clang make pkg-config libffi  and then"
            "  CFLAGS=-D_GNU_SOURCE GEVENTSETUP_DISABLE_ARES=1"
            f" python -m pip install {wanted}"
        )
    file = resources.zipped()
    if not file:
        return f"Install it:  {sys.executable} -m pip install {wanted}"
    own = "~/.local/share/homestead-python"
    debian = os.path.exists("/etc/debian_version")
    return (
        "Give it a Python of its own:  "
        + ("sudo apt install python3-venv; " if debian else "")
        + f"{sys.executable} -m venv {own}; {own}/bin/pip install {wanted}"
        f"  and run  {own}/bin/python {file} serve"
    )
