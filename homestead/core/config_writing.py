"""Changing `config.toml`: one setting at a time, comments and all else kept.

The file is replaced whole, so that it is never half written, and under a lock, so that
of two who change it at once neither loses.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import tomlkit

from homestead.core import config_check
from homestead.core.config import FILE
from homestead.core.config_file import SHOW, Document, nearest, text_of
from homestead.core.errors import (
    BusyError,
    CannotCreateError,
    ConfigError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.core.settings import PROFILES, SECTIONS, SETTINGS, SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping

    from tomlkit import TOMLDocument

    from homestead.core.settings import Setting

    Path = tuple[str, ...]

PATIENCE = 10.0
"""Seconds to wait for somebody else who is changing the file."""

_HEADER = """\
# How this home is set up. `homestead config show` lists every setting there is.
"""


def set_value(folder: str, key: str, value: Any) -> None:
    """Write `key = value` into `config.toml`, making the file if there is none.

    `key` is `server.port`, or `profile.staging.server.port`; `value` is of the
    setting's kind, or what a person wrote. Raises NotFoundError for an unknown key,
    UsageError for a value that does not fit, ConfigError if the file is broken.
    """
    path, setting = found(key)
    written = _checked(setting, value)
    with _changing(folder) as document:
        _put(document, path, written)


def set_values(folder: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Write several settings at once, all or none; None takes one out.

    Returns what stood there before, None for nothing, so that it can be put back the
    same way. Raises as `set_value` does.
    """
    wanted = {}
    for key, value in values.items():
        path, setting = found(key)
        wanted[path] = None if value is None else _checked(setting, value)
    with _changing(folder) as document:
        before = [_put(document, path, value) for path, value in wanted.items()]
    return dict(zip(values, before, strict=True))


def _put(document: TOMLDocument, path: Path, value: Any) -> Any:
    """Set one value, or take it out (None); return what was there."""
    table: MutableMapping[str, Any] = document
    for name in path[:-1]:
        if name not in table:
            if value is None:
                return None
            table[name] = tomlkit.table(is_super_table=name != path[-2])
        table = table[name]
        if not isinstance(table, dict):
            raise ConfigError(f"{FILE}: {name} is a value, but must be a section.")
    before = table.get(path[-1])
    if value is not None:
        table[path[-1]] = value
    elif path[-1] in table:
        del table[path[-1]]
    return before if before is None else before.unwrap()


def unset(folder: str, key: str) -> bool:
    """Take `key` out of `config.toml`; return whether it was there.

    Any key that stands in the file can be taken out, so that a wrong one can.
    Raises NotFoundError for one that neither stands there nor is a setting.
    """
    path = tuple(key.split("."))
    with _changing(folder) as document:
        table: Any = document
        for name in path[:-1]:
            table = table.get(name) if isinstance(table, dict) else None
        if isinstance(table, dict) and path[-1] in table:
            if isinstance(table[path[-1]], dict) and path[0] in {*SECTIONS, "profile"}:
                raise UsageError(f"{key} is a section; name one setting of it.")
            del table[path[-1]]
            return True
    found(key)
    return False


def lookup(key: str) -> tuple[Path, Setting | None]:
    """Return the path of `key` in the file, and its setting if there is one."""
    path = tuple(key.split("."))
    profiled = path[0] == "profile" and not {*path[1:2]}.isdisjoint(PROFILES)
    return path, SETTINGS.get(".".join(path[2:] if profiled else path))


def found(key: str) -> tuple[Path, Setting]:
    """Return the path of `key` in the file and its setting, or raise NotFoundError."""
    path, setting = lookup(key)
    if setting is None:
        near = nearest(key)
        hint = f"Did you mean {near}?" if near else SHOW
        raise NotFoundError(f"There is no setting {key!r}.", hint=hint)
    if setting.key == "home.profile" != key:
        raise UsageError("A profile cannot choose the profile.")
    return path, setting


def check(setting: Setting, value: Any) -> Any:
    """Return `value`, as a person wrote it or of its kind; ValueError if it is none."""
    good = setting.parse(value) if isinstance(value, str) else setting.read(value)
    config_check.deep(setting, good)
    return good


def _checked(setting: Setting, value: Any) -> Any:
    """Return `value` as the file is to have it."""
    try:
        good = check(setting, value)
    except ValueError as error:
        told = "" if setting.secret else f", not {value!r}"
        raise UsageError(f"{setting.key} {error}{told}.") from error
    # "64 MB" says more to who reads the file than 67108864.
    return value.strip() if setting.kind == SIZE and isinstance(value, str) else good


@contextmanager
def _changing(folder: str) -> Iterator[TOMLDocument]:
    """Hold the file, yield what it says, and write it back with what changed."""
    path = os.path.realpath(os.path.join(folder, FILE))
    try:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        with _locked(os.path.join(folder, f".{FILE}.lock")):
            text = text_of(path) if os.path.lexists(path) else _HEADER
            Document(text)  # a broken file is told of, not written over
            document = tomlkit.parse(text)
            yield document
            changed = tomlkit.dumps(document)
            Document(changed)
            if changed != text:
                _replace(path, changed)
    except PermissionError as error:
        raise NotPermittedError(
            f"{path} cannot be changed: {error.strerror}.",
            hint="Run the command as the user the home belongs to.",
        ) from error
    except OSError as error:
        raise CannotCreateError(
            f"{path} cannot be changed: {error.strerror}. It is as it was."
        ) from error


@contextmanager
def _locked(path: str) -> Iterator[None]:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + PATIENCE
        while not _taken(lock):
            if time.monotonic() > deadline:
                raise BusyError(f"Somebody else is changing {FILE}.")
            time.sleep(0.01)
        yield
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _replace(path: str, text: str) -> None:
    """Put a whole new file in the place of the old one, on disk before it shows."""
    folder = os.path.dirname(path)
    aside = os.path.join(folder, f".{FILE}.new")  # one name: the lock is held
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
    file = os.open(aside, flags, 0o600)
    try:
        _keep_owner(file, path, folder)
        with open(file, "w", encoding="utf-8", newline="", closefd=False) as out:
            out.write(text)
        os.fsync(file)
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise
    finally:
        os.close(file)
    _sync(folder)


def _keep_owner(file: int, path: str, folder: str) -> None:
    """Leave the file with whom it belongs to, when root changes it for them."""
    os.fchmod(file, 0o600)
    if os.geteuid() == 0:
        before = os.stat(path if os.path.exists(path) else folder)
        os.fchown(file, before.st_uid, before.st_gid)


def _sync(folder: str) -> None:
    file = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
