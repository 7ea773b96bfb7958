"""Where the home lies: its directories, who can read them, what the disk can do."""

from __future__ import annotations

import errno
import fcntl
import mmap
import os
import pwd
import shlex
import shutil
import stat
from typing import TYPE_CHECKING

from homestead.core import paths as finding_paths
from homestead.services.doctor.finding import fail, ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.paths import Paths
    from homestead.services.doctor.finding import Finding

OTHERS = 0o077
MIB = 1024 * 1024
TOO_FULL = 20 * MIB
NEARLY_FULL = 200 * MIB
CHOSEN = ("--home", "HOMESTEAD_HOME", "STATE_DIRECTORY")
"""Reasons by which somebody chose this home, whatever others there are."""


def make(paths: Paths) -> None:
    """Make the directories that are missing."""
    finding_paths.ensure(paths)


def close(paths: Paths) -> None:
    """Take from others the right to read what is in the home, where we can."""
    us = os.geteuid()
    for path, mode in _open_to_others(paths):
        if us in {os.stat(path).st_uid, 0}:
            os.chmod(path, mode & ~OTHERS)


def directories(paths: Paths) -> Iterator[Finding]:
    """Look whether the home's directories are there."""
    missing = [path for _, path in paths.each() if not os.path.isdir(path)]
    blocked = [path for path in missing if os.path.lexists(path)]
    if blocked:
        yield fail(f"{blocked[0]} is in the way: it is no directory.", "move it away")
    elif missing:
        yield warn(f"Not made yet: {', '.join(missing)}.", "homestead doctor --fix")
    else:
        yield ok(f"The home is in {paths.data} ({paths.why['data']}).")


def permissions(paths: Paths) -> Iterator[Finding]:
    """Look whether other users of the machine could read the home."""
    found = list(_open_to_others(paths))
    if not found:
        yield ok("Only its owner can read the home.")
        return
    path, mode = found[0]
    more = f" and {len(found) - 1} more" if found[1:] else ""
    yield fail(
        f"Other users of this machine can read {path} (mode {mode:04o}){more}.",
        "homestead doctor --fix",
    )


def owner(paths: Paths) -> Iterator[Finding]:
    """Look whether all of the home belongs to one user, and we are that user."""
    if not os.path.isdir(paths.data):
        return
    us, owner_id = os.geteuid(), os.stat(paths.data).st_uid
    name = _user(owner_id)
    strange = [
        path
        for path, info in _all_of(paths, {"data", "log"})
        if info.st_uid != owner_id
    ]
    if strange:
        yield fail(
            f"{strange[0]} belongs to {_user(os.lstat(strange[0]).st_uid)}, the home "
            f"to {name}.",
            f"sudo chown -R {name} {shlex.quote(paths.data)} {shlex.quote(paths.log)}",
        )
    elif us not in {owner_id, 0}:
        yield fail(f"The home belongs to {name}.", f"sudo -u {name} homestead doctor")
    elif us != owner_id:
        yield warn(
            f"You are root and the home belongs to {name}: what you make here, {name} "
            "cannot change.",
            f"sudo -u {name} homestead doctor",
        )
    else:
        yield ok(f"All of it belongs to {name}.")


def storage(paths: Paths) -> Iterator[Finding]:
    """Look whether the disk can lock, share and sync files, as a database needs."""
    if not os.path.isdir(paths.data):
        return
    trial = os.path.join(paths.data, f".doctor-{os.getpid()}")
    move = "keep the home on another disk: HOMESTEAD_HOME=/path/on/it"
    try:
        _try_out(trial)
    except OSError as error:
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            told = f"The home can only be read, not written: {error.strerror}."
            yield fail(told, f"ls -ld {shlex.quote(paths.data)}; mount")
        elif error.errno == errno.ENOSPC:
            yield fail("The disk is full.", f"df -h {shlex.quote(paths.data)}")
        else:
            told = f"The disk under {paths.data} cannot keep a database safe"
            yield fail(f"{told}: {error.strerror or error}.", move)
    else:
        yield ok("The disk locks, shares and syncs files.")
    finally:
        if os.path.exists(trial):
            os.unlink(trial)


def _try_out(trial: str) -> None:
    """Do with a file what SQLite will do; OSError tells what does not work."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    first, second = os.open(trial, flags, 0o600), os.open(trial, flags, 0o600)
    try:
        os.write(first, b"\0" * mmap.PAGESIZE)
        mmap.mmap(first, mmap.PAGESIZE).close()
        fcntl.flock(first, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.fsync(first)
        else:
            raise OSError(errno.ENOLCK, "its locks lock nobody out")
    finally:
        os.close(first)
        os.close(second)


def disk(paths: Paths) -> Iterator[Finding]:
    """Look how much room there is."""
    place = paths.data
    while not os.path.isdir(place):
        place = os.path.dirname(place)
    free = shutil.disk_usage(place).free
    told = f"{free // MIB} MB free for {paths.data}."
    see = f"df -h {shlex.quote(place)}"
    if free < TOO_FULL:
        yield fail(told, see)
    else:
        yield warn(told, see) if free < NEARLY_FULL else ok(told)


def homes(paths: Paths) -> Iterator[Finding]:
    """Look for a second home, where another environment may have put it.

    On Termux, programs that leave the choice to platformdirs have two.
    """
    if paths.why["data"] in CHOSEN:
        return
    candidates = [os.path.join(finding_paths.user_home(), ".local/share/homestead")]
    termux = finding_paths.termux_root()
    if termux:
        candidates.append(f"{termux}/homestead")
    found = [
        place
        for place in candidates
        if not _same(place, paths.data) and os.path.isdir(place) and os.listdir(place)
    ]
    for place in found:
        yield fail(
            f"There is a second home in {place}; this one is in {paths.data} "
            f"({paths.why['data']}). See which of them has your record.",
            f"mv {shlex.quote(place)} {shlex.quote(place)}.unused",
        )
    if not found:
        yield ok("There is no second home.")


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _open_to_others(paths: Paths) -> Iterator[tuple[str, int]]:
    """Yield what users other than the owner can read, and its mode.

    A directory systemd keeps for configuration is root's, and may be a group's.
    """
    shared = {"config"} if paths.why["config"] == "CONFIGURATION_DIRECTORY" else set()
    kinds = {*finding_paths.KINDS} - shared
    for path, info in _all_of(paths, kinds):
        if info.st_mode & OTHERS:
            yield path, stat.S_IMODE(info.st_mode)


def _all_of(paths: Paths, kinds: set[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield everything in those directories of the home but symlinks, each once."""
    seen: set[str] = set()
    for kind, top in paths.each():
        if kind not in kinds or not os.path.isdir(top):
            continue
        for folder, _, files in os.walk(top):
            for path in (folder, *(os.path.join(folder, file) for file in files)):
                if path not in seen and not os.path.islink(path):
                    seen.add(path)
                    yield path, os.lstat(path)


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
