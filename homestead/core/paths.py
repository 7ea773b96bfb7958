"""Where the home lies: four directories, found the same way from everywhere.

`--home` > `HOMESTEAD_HOME` > systemd's `STATE_DIRECTORY` > Termux > platformdirs.

On Linux and in Termux platformdirs goes by the XDG rules and nothing else, so they are
worked out here: importing it would cost more than the rest of a short command, and a
test holds the two together. Elsewhere (macOS, Windows, other Android apps) it is asked.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

APP = "homestead"
PRIVATE = 0o700
KINDS = ("config", "data", "log", "cache")

_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config", APP),
    "data": ("XDG_DATA_HOME", ".local/share", APP),
    "log": ("XDG_STATE_HOME", ".local/state", f"{APP}/log"),
    "cache": ("XDG_CACHE_HOME", ".cache", APP),
}
_SYSTEMD = {
    "config": "CONFIGURATION_DIRECTORY",
    "log": "LOGS_DIRECTORY",
    "cache": "CACHE_DIRECTORY",
}


class Paths:
    """The directories of one home; `why` tells what decided each of them."""

    __slots__ = ("cache", "config", "data", "log", "why")

    def __init__(self, where: Mapping[str, str], why: Mapping[str, str]) -> None:
        self.config = where["config"]
        self.data = where["data"]
        self.log = where["log"]
        self.cache = where["cache"]
        self.why = dict(why)

    def each(self) -> Iterator[tuple[str, str]]:
        """Yield every directory as `("data", "/…")`."""
        return ((kind, getattr(self, kind)) for kind in KINDS)


def find(home: str | None = None, environ: Mapping[str, str] = os.environ) -> Paths:
    """Return where the home lies; nothing is made or touched.

    `home` is the option `--home`. Raises ConfigError for a `HOMESTEAD_HOME` that is
    relative, and where nothing tells which directory is the user's own.
    """
    if home is not None:
        return _below(_from_option(home, environ), "--home")
    if environ.get("HOMESTEAD_HOME"):
        return _below(_from_variable(environ), "HOMESTEAD_HOME")
    state = _first(environ, "STATE_DIRECTORY")
    if state:
        return _from_systemd(state, environ)
    if termux_root(environ) or environ.get("TERMUX_VERSION"):
        return _by_xdg(environ, "Termux: ")
    return _by_xdg(environ, "") if _xdg_decides(environ) else _by_platformdirs()


def ensure(paths: Paths) -> None:
    """Make what is missing of the home's directories, for their owner alone.

    Raises NotPermittedError or CannotCreateError, naming the directory.
    """
    for kind, path in paths.each():
        if not os.path.isdir(path):
            _make(kind, path, paths.why[kind])


def termux_root(environ: Mapping[str, str] = os.environ) -> str:
    """Return Termux's own directory (`/data/data/com.termux/files`), or "" elsewhere.

    The interpreter's place is believed before the environment: cron and `env -i` have
    the first and not the second.
    """
    told = (environ.get(name, "") for name in ("TERMUX__PREFIX", "PREFIX"))
    for prefix in (sys.base_prefix, sys.prefix, *told):
        parts = prefix.split("/")
        # /data/data/APP/files/usr, or for a second user /data/user/10/APP/files/usr
        for kind, depth in ((["", "data", "data"], 4), (["", "data", "user"], 5)):
            if parts[:3] == kind and parts[depth : depth + 2] == ["files", "usr"]:
                return "/".join(parts[: depth + 1])
    return ""


def _below(base: str, why: str) -> Paths:
    return Paths(
        {kind: os.path.join(base, kind) for kind in KINDS}, dict.fromkeys(KINDS, why)
    )


def _from_option(home: str, environ: Mapping[str, str]) -> str:
    if home:
        return os.path.abspath(_expanded(home, environ))
    from homestead.core.errors import UsageError

    raise UsageError("--home needs a directory.", hint="For one: --home ~/homestead")


def _from_variable(environ: Mapping[str, str]) -> str:
    """Return `HOMESTEAD_HOME`, which must mean the same wherever one stands."""
    told = environ["HOMESTEAD_HOME"]
    base = _expanded(told, environ)
    if os.path.isabs(base):
        return os.path.normpath(base)
    from homestead.core.errors import ConfigError

    raise ConfigError(
        f"HOMESTEAD_HOME is {told!r}: a relative path is another home in every "
        "directory.",
        hint=f"Give the whole path: HOMESTEAD_HOME={os.path.abspath(base)}",
    )


def _from_systemd(state: str, environ: Mapping[str, str]) -> Paths:
    where, why = {"data": state}, {"data": "STATE_DIRECTORY"}
    for kind, name in _SYSTEMD.items():
        told = _first(environ, name)
        where[kind] = told or os.path.join(state, kind)
        why[kind] = name if told else "STATE_DIRECTORY"
    return Paths(where, why)


def _first(environ: Mapping[str, str], name: str) -> str:
    """Return the first of systemd's colon-separated directories, or ""."""
    told = environ.get(name, "").split(":")[0]
    return told if os.path.isabs(told) else ""


def _xdg_decides(environ: Mapping[str, str]) -> bool:
    """Tell whether platformdirs would go by the XDG rules here (its own condition)."""
    if sys.platform in {"win32", "darwin", "ios"}:
        return False
    android = hasattr(sys, "getandroidapilevel") or (
        environ.get("ANDROID_DATA") == "/data"
        and environ.get("ANDROID_ROOT") == "/system"
    )
    return not android or bool(environ.get("SHELL") or environ.get("PREFIX"))


def _by_xdg(environ: Mapping[str, str], note: str) -> Paths:
    where, why = {}, {}
    for kind, (name, default, tail) in _XDG.items():
        told = environ.get(name, "")
        named = os.path.isabs(told)
        base = told if named else os.path.join(user_home(environ), default)
        where[kind] = os.path.join(base, tail)
        why[kind] = note + (name if named else f"default ~/{default}")
    return Paths(where, why)


def _by_platformdirs() -> Paths:
    import platformdirs

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    where = {
        "config": dirs.user_config_dir,
        "data": dirs.user_data_dir,
        "log": dirs.user_log_dir,
        "cache": dirs.user_cache_dir,
    }
    return Paths(where, dict.fromkeys(KINDS, f"usual on {sys.platform}"))


def _expanded(path: str, environ: Mapping[str, str]) -> str:
    """Return `path` with `~` spelt out: neither systemd nor a file does it."""
    if path == "~" or path.startswith("~/"):
        return user_home(environ) + path[1:]
    return os.path.expanduser(path)


def user_home(environ: Mapping[str, str] = os.environ) -> str:
    """Return the user's own directory: `HOME`, else what the machine knows of them.

    In Termux the password file is Android's and knows nothing: its home is beside its
    programs. Raises ConfigError where nothing is known.
    """
    told = environ.get("HOME", "")
    if os.path.isabs(told):
        return told.rstrip("/") or "/"
    termux = termux_root(environ)
    found = f"{termux}/home" if termux else _from_passwd()
    if os.path.isabs(found):
        return found.rstrip("/") or "/"
    from homestead.core.errors import ConfigError

    raise ConfigError(
        "There is no telling where your files belong: HOME is not set.",
        hint="Set HOME, or say where the home is: HOMESTEAD_HOME=/path/to/it",
    )


def _from_passwd() -> str:
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_dir
    except (ImportError, KeyError):
        return os.path.expanduser("~") if sys.platform == "win32" else ""


def _make(kind: str, path: str, why: str) -> None:
    from homestead.core.errors import CannotCreateError, NotPermittedError

    try:
        _make_private(path)
    except PermissionError as error:
        raise NotPermittedError(
            f"The home's {kind} directory cannot be made: {path} ({error.strerror}).",
            hint=f"It is there because of {why}; `homestead paths` tells more.",
        ) from error
    except OSError as error:
        raise CannotCreateError(
            f"The home's {kind} directory cannot be made: {path} ({error.strerror}).",
            hint=f"It is there because of {why}; see what is in the way.",
        ) from error


def _make_private(path: str) -> None:
    """Make a directory and its parents, all 0700 as the XDG rules ask."""
    try:
        os.mkdir(path, PRIVATE)
    except FileNotFoundError:
        _make_private(os.path.dirname(path))
        _make_private(path)
    except FileExistsError:
        if not os.path.isdir(path):
            raise NotADirectoryError(20, "a file is in the way", path) from None
