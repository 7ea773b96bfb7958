"""The home put together: directories, lock, databases, services, and the way to call.

`call` is the one way in for every command: with a daemon at the home it goes over the
control socket, without one it is carried out here, under the home's lock.
"""

from __future__ import annotations

import os
import time

from homestead.core.errors import (
    BusyError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.core.lock import PATIENCE, HomeLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from homestead.core.house import Asker, House, NamedFile, Progress
    from homestead.core.paths import Paths

_FLOORS = ("homestead.services", "homestead.integration")
"""Where verbs are looked for; those of modules come after."""

_ANY_KEYWORD = 0x08
"""The flag of code that takes `**given` (`inspect.CO_VARKEYWORDS`)."""

SCHEMA = 4
"""The newest of `services/migrations`; a test holds it to the folder."""


class Home:
    """One home, held by this process until `close`."""

    def __init__(self, paths: Paths, house: House, lock: HomeLock) -> None:
        self.paths = paths
        self.house = house
        self.house.find_rooms = self._find_rooms
        from homestead.integration import roster

        roster.follow(house)
        self._lock = lock

    def call(
        self,
        name: str,
        args: dict[str, Any],
        *,
        files: Sequence[NamedFile] = (),
        actor: str = "shell",
        asker: Asker | None = None,
        progress: Progress | None = None,
        once: str | None = None,
    ) -> Any:
        """Carry out `noun.verb` with `args` and return its result, fit for JSON.

        Raises NotFoundError for what no service offers, and what the service raises;
        AlreadyDoneError when the request with the key `once` was carried out before.
        """
        from homestead.core.connections import DatabaseError, explained

        verb = self.service(name)
        _refuse_what_does_not_fit(name, verb, args)
        progress = progress or self.house.progress
        house = self.house.asked_by(actor, progress, asker=asker, once=once)
        try:
            return verb(house, **args, **({"files": files} if files else {}))
        except DatabaseError as error:
            raise explained(error) from error

    def service(self, name: str) -> Callable[..., Any]:
        """Return what carries out `noun.verb`: a service's, else an open module's."""
        try:
            return service(name)
        except NotFoundError:
            found: Callable[..., Any] | None = self.house.rooms.verb(name)
            if found is None:
                raise
            return found

    def close(self) -> None:
        """Close the databases and let the next process have the home."""
        rooms = self.house.kept("rooms", lambda: None)
        if rooms is not None:
            rooms.close()
        self.house.app.close()
        self._lock.release()

    def _find_rooms(self) -> Any:
        from homestead.core.database import run_here
        from homestead.integration.rooms import Rooms

        serving = self.house.app.run_aside is not run_here
        return Rooms(self.house, answers=serving)


def service(name: str) -> Callable[..., Any]:
    """Return the service function called `noun.verb`, if its service opens it."""
    noun, _, verb = name.partition(".")
    for floor in _FLOORS if noun.isidentifier() else ():
        try:
            found = __import__(f"{floor}.{noun}", fromlist=["DOOR"])
        except ModuleNotFoundError as error:
            if error.name != f"{floor}.{noun}":
                raise
            continue
        if verb in getattr(found, "DOOR", ()):
            return getattr(found, verb)  # type: ignore[no-any-return]
    raise NotFoundError(f"Homestead does not know how to do {name!r}.")


def _refuse_what_does_not_fit(
    name: str, verb: Callable[..., Any], args: dict[str, Any]
) -> None:
    """Raise UsageError for arguments `verb` does not take, as `inspect` would say."""
    code = getattr(verb, "__wrapped__", verb).__code__
    known = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    unknown = set(args).difference(known)
    if code.co_flags & _ANY_KEYWORD:
        # The verb itself says what it does not know, and what may be meant.
        unknown = set(args).intersection(code.co_varnames[:1])
    if unknown:
        raise UsageError(f"{name} takes no {', '.join(sorted(unknown))}.")


def open_home(
    paths: Paths,
    *,
    patience: float = PATIENCE,
    run_aside: Callable[[Callable[[], Any]], Any] | None = None,
) -> Home:
    """Open the home in `paths`, making it if it is new, and hold it.

    Where the disk does not allow writing the home is opened to be read only. Raises
    BusyError when another process holds it, ConfigError when it is newer than us.
    """
    from homestead.core import migrations
    from homestead.core.connections import DatabaseError, explained
    from homestead.core.database import Database, run_here
    from homestead.core.events import Events
    from homestead.core.house import House

    file = os.path.join(paths.data, "app.db")
    fresh = not os.path.exists(file)
    lock, writable = _held(paths, file, patience)
    try:
        app = Database(file, read_only=not writable, run_aside=run_aside or run_here)
        try:
            migrations.bring_up(app, "services", "services/migrations", SCHEMA)
        except BaseException:
            app.close()
            raise
    except DatabaseError as error:
        lock.release()
        raise explained(error) from error
    except BaseException:
        lock.release()
        raise
    home = Home(paths, House(paths, app, Events()), lock)
    if fresh:
        from homestead.integration import roster

        roster.begin(home.house)
    return home


def _held(paths: Paths, file: str, patience: float) -> tuple[HomeLock, bool]:
    """Take the home's lock, making a new home; False: it can only be read."""
    fresh = not os.path.exists(file)
    if fresh:
        from homestead.core import paths as places
        from homestead.core import secret

        places.ensure(paths)
        secret.ensure(paths.data)
    lock = HomeLock(paths.data)
    try:
        lock.take(patience=patience)
    except NotPermittedError:
        if fresh:
            raise
        return lock, False
    return lock, True


def call(
    paths: Paths,
    name: str,
    args: dict[str, Any],
    *,
    files: Sequence[NamedFile] = (),
    progress: Progress | None = None,
) -> Any:
    """Call `noun.verb` at the home in `paths`: through its daemon, or here without one.

    Raises what the service raises; UnreachableError when a daemon goes away meanwhile;
    BusyError when another process holds the home and does not let go.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        if os.path.exists(os.path.join(paths.data, "control.sock")):
            from homestead.core.control import client

            peer = client.connect(paths.data)
            if peer is not None:
                return client.call(peer, name, args, files=files, progress=progress)
        try:
            # A daemon that is starting holds the lock before it listens: look again.
            home = open_home(paths, patience=0.05)
        except BusyError:
            if time.monotonic() > deadline:
                raise
            continue
        try:
            return home.call(name, args, files=files, progress=progress)
        finally:
            home.close()
