"""What the home holds: its database, its secret, its sense of time."""

from __future__ import annotations

import os
import shlex
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from homestead.core import clock as time
from homestead.core import migrations, resources
from homestead.core.connections import connect
from homestead.core.database import Reader
from homestead.core.paths import termux_root
from homestead.services.doctor.finding import fail, ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homestead.core.paths import Paths
    from homestead.services.doctor.finding import Finding

EARLIEST = 1_735_689_600_000
"""1 January 2025: no clock that is set shows less."""

SECRET_BYTES = 32


def database(paths: Paths) -> Iterator[Finding]:
    """Look whether the database opens, is sound, and of a version we know."""
    file = _file(paths)
    if not os.path.exists(file):
        yield ok("There is no record yet.")
        return
    keep = f"cp -a {shlex.quote(paths.data)} {shlex.quote(paths.data)}.damaged"
    try:
        with closing(connect(file, read_only=True)) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            version = migrations.version(Reader(connection), "services")
    except sqlite3.DatabaseError as error:
        yield fail(f"app.db cannot be read: {error}.", f"{keep}; restore a backup")
        return
    if said == "ok":
        yield _version(version)
    else:
        yield fail(f"app.db is damaged: {said}.", f"{keep}; restore a backup")


def _version(version: int) -> Finding:
    names = resources.listing("services/migrations")
    newest = max(int(name[:4]) for name in names if name.endswith(".sql"))
    if version > newest:
        return fail(
            f"app.db is at version {version}, and this Homestead knows up to {newest}.",
            "install the newer Homestead again",
        )
    if version < newest:
        return warn(
            f"app.db is at version {version} of {newest}.", "homestead db migrate"
        )
    return ok(f"app.db is sound, at version {version}.")


def secret(paths: Paths) -> Iterator[Finding]:
    """Look whether the home's secret is whole; never at what it is."""
    path = os.path.join(paths.data, "secret.key")
    if not os.path.exists(path):
        return
    if os.path.getsize(path) == SECRET_BYTES:
        yield ok("The home's secret is there.")
    else:
        yield fail(
            "secret.key is not what Homestead made; everyone will sign in anew.",
            f"rm {shlex.quote(path)}; homestead init",
        )


def clock(paths: Paths) -> Iterator[Finding]:
    """Look whether the clock can be right: not before what it has already timed."""
    now, last = time.now(), _last_change(paths)
    mend = (
        "turn on automatic time in Android's settings"
        if termux_root()
        else "sudo timedatectl set-ntp true"
    )
    if now < EARLIEST:
        yield fail(f"The clock says {time.iso(now)}: it is not set.", mend)
    elif last > now + time.MINUTE:
        yield fail(
            f"The clock says {time.iso(now)}, but the last change was made at "
            f"{time.iso(last)}.",
            mend,
        )
    else:
        yield ok(f"The clock says {time.iso(now)}.")


def to_come(paths: Paths) -> Iterator[Finding]:
    """Look whether the record has only what has happened."""
    later = time.now() + time.MINUTE
    ahead = _told(
        paths,
        "SELECT count(*) FROM fronts WHERE started_at > ? AND deleted_at IS NULL",
        (later,),
    )
    if ahead:
        yield warn(
            f"Entries on record that begin later than now: {ahead}. If they should not,"
            " a clock or a time zone was wrong where they come from.",
            "homestead history",
        )
    else:
        yield ok("Everything on record has begun.")


def _last_change(paths: Paths) -> int:
    return _told(paths, "SELECT max(at) FROM changes")


def _told(paths: Paths, sql: str, params: Sequence[int] = ()) -> int:
    """Return the number a query finds; 0 where `database` tells what is wrong."""
    file = _file(paths)
    if not os.path.exists(file):
        return 0
    try:
        with closing(connect(file, read_only=True)) as connection:
            return Reader(connection).value(sql, params) or 0
    except sqlite3.DatabaseError:
        return 0


def _file(paths: Paths) -> str:
    return os.path.join(paths.data, "app.db")
