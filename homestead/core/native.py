"""Compiled parts: whether this Python has them, and what to install if it has not."""

from __future__ import annotations

import os
import sys
from importlib import import_module

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
    if module == "gevent" and _numbers(found.__version__) < OLDEST_GEVENT:
        raise ConfigError(
            f"gevent {found.__version__} is not safe to serve with.", hint=_advice()
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
