"""The modules of a home: found, noted in the registry, opened, mounted, closed.

A module that fails hurts only itself: it is shown as failed with its reason, and the
rest of the home works.
"""

from __future__ import annotations

import logging
import threading
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from homestead.core.database import Database
from homestead.core.errors import NotFoundError, RefusedError
from homestead.integration import finding, inside, opening, taking
from homestead.integration.failing import Failures
from homestead.integration.known import Known
from homestead.integration.mounting import Mounts
from homestead.integration.moving import Moving
from homestead.integration.working import Jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from homestead.core.house import House
    from homestead.core.module import Entry, Module
    from homestead.core.room import Room
    from homestead.core.routes import Front, Routes
    from homestead.integration.finding import Find
    from homestead.integration.inside import Verb
    from homestead.integration.mounting import Site
    from homestead.integration.working import Every

log = logging.getLogger("homestead.modules")


class Rooms:
    """The modules of a home, and which of them are open.

    Where nobody will ask for pages (`answers` is false: a command without a daemon)
    our own modules are opened without their handlers, which take long to load.
    """

    def __init__(self, house: House, *, answers: bool = True) -> None:
        self._house = house
        self._answers = answers
        self.known = Known(house)
        self.failures = Failures()
        self.moving = Moving(house, self)
        self._turn = threading.RLock()
        self._modules: dict[str, Module] = {}
        self._rooms: dict[str, Room] = {}
        self._leaving: dict[str, Room] = {}
        self._mounts = Mounts(self.known)
        self._jobs = Jobs(house, self.failures)
        self._closed: Callable[[str, str], None] = lambda _name, _folder: None

    # Opening and closing

    def open_all(self) -> None:
        """Open every module that is enabled and not open yet."""
        with self._turn:
            for name, find in self.known.finds.items():
                if name not in self._rooms and self._may_open(name):
                    self._open(find)

    def switch_on(self, name: str) -> None:
        """Open a module from now on; one from elsewhere that is open, anew."""
        with self._turn:
            find = self.known.find(name)
            if name in self._rooms and find.origin == finding.OURS:
                self.failures.forget(name)
                return
            self.known.switch(name, on=True)
            self._shut(name, f"{name} is being opened anew.")
            self._open(find, fresh=True)

    def switch_off(self, name: str) -> None:
        """Close a module from now on. Raises RefusedError for one that is needed."""
        with self._turn:
            if self.known.is_needed(name):
                raise RefusedError(f"The home needs the module {name}: it stays open.")
            self.known.switch(name, on=False)
            self._shut(name, f"The module {name} was closed.")

    def set_up(self, name: str, key: str, value: Any) -> None:
        """Note a setting of a module, and open it anew with it."""
        with self._turn:
            self.known.set_up(name, key, value)
            if name in self._rooms:
                self._shut(name, f"{name} is being opened anew.")
                self._open(self.known.find(name))

    def settings(self, name: str) -> dict[str, Any]:
        """Return every setting of a module that was loaded."""
        return opening.settings(self._modules[name], self.known.settings(name))

    def module(self, name: str) -> Module | None:
        """Return what a module declares itself to be, once it was loaded."""
        return self._modules.get(name)

    def _open(self, find: Find, *, fresh: bool = False) -> None:
        name, folder = find.name, find.place
        self.failures.forget(name)
        try:
            module = finding.load(find, fresh=fresh)
            self._modules[name], folder = module, module.folder
            row, kept = self.known.row(name), self.known.settings(name)
            answers = self._answers or find.origin != finding.OURS
            table = opening.table(module) if answers else None
            room = opening.opened(self._house, module, row, kept)
            self._rooms[name] = room
            taking.over(self._house, module)
            if table is not None:
                self._mounts.put(name, table)
            self._jobs.begin(room)
        except (Exception, SystemExit) as error:
            log.exception("The module %s could not be opened", name)
            self._shut(name, "It could not be opened.")
            self.failures.note(name, "", opening.reason(error, folder))
            self._mounts.put(name, None)

    def _shut(self, name: str, reason: str) -> None:
        self._mounts.drop(name)
        self.failures.forget(name)
        room = self._rooms.pop(name, None)
        if room is None:
            return
        self._leaving[name] = room
        self._jobs.end(name)
        room.close(reason, lambda: self._left(name, room))
        self._closed(name, room.module.folder)
        Database.commits += 1  # pages that were kept may show what is gone

    def _left(self, name: str, room: Room) -> None:
        if self._leaving.get(name) is room:
            del self._leaving[name]

    def verb(self, name: str) -> Verb | None:
        """Return what carries out `garden.plant`; None if no open module can."""
        noun, _, verb = name.partition(".")
        if noun not in self._rooms and not self._may_open(noun):
            return None
        return inside.verb(self.room(noun), verb, self.guarded)

    def guarded(self, name: str, where: str) -> AbstractContextManager[Room | None]:
        """Stay inside a module while it works there; tell of what it raises.

        Errors for people pass; anything else becomes the error that the module failed.
        """
        if not name:
            return nullcontext()
        return inside.guarded(self.room(name), self.failures, where)

    # What they do by themselves

    def run_jobs(self, every: Every) -> None:
        """Have the jobs of every module run, now and of those opened later."""
        self._jobs.run(every, tuple(self._rooms.values()))

    # What they answer

    def mount(
        self, front: Front, closed: Callable[[str, str], None] | None = None
    ) -> None:
        """Have every module's handlers answered for by `front`.

        `closed` is told the name and the folder of each that is closed later on.
        """
        self._closed = closed or self._closed
        self.open_all()
        self._mounts.begin(front)

    def find(self, path: str) -> tuple[str, Site] | None:
        """Return the prefix and the application of the module a path belongs to."""
        return self._mounts.at(path)

    def front(self) -> tuple[str, Site, str] | None:
        """Return where the home's first page is: prefix, application, path."""
        for name, room in self._rooms.items():
            if room.module.front:
                return *self._mounts.of(name), room.module.front
        return None

    def room(self, name: str) -> Room:
        """Return the open module of that name, opening it where nobody did so far.

        Who is still inside one that was closed meanwhile keeps it.
        """
        if name not in self._rooms and self._may_open(name):
            with self._turn:
                if name not in self._rooms:
                    self._open(self.known.find(name))
        found = self._rooms.get(name) or self._leaving.get(name)
        if found is None:
            raise NotFoundError(
                f"The module {name!r} is not open.",
                hint="`homestead module list` shows which are, and why not.",
            )
        return found

    def _may_open(self, name: str) -> bool:
        wanted = name in self.known.finds and self.known.row(name).enabled
        return wanted and name not in self.failures

    def is_shut(self, name: str) -> bool:
        """Tell whether that is a module, but none that is open."""
        return self.known.has(name) and name not in self._rooms

    def folder(self, name: str) -> str | None:
        """Return where the files of a module lie, if somebody is in it."""
        room = self._rooms.get(name) or self._leaving.get(name)
        return room.module.folder if room else None

    def url(self, module: str, path: str = "/", **query: Any) -> str:
        """Return the address of a module's page. NotFoundError: it is not open."""
        if not self.known.row(module).enabled and module not in self._leaving:
            raise NotFoundError(f"There is no open module {module!r} in this home.")
        declared = self._modules.get(module)
        if declared and path == declared.front and not query:
            return "/"
        given = {name: value for name, value in query.items() if value is not None}
        search = f"?{urlencode(given, doseq=True)}" if given else ""
        return self.known.row(module).route_prefix + quote(path) + search

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield the navigation: each module's name with its entries, by rank."""
        every = [
            (name, entry)
            for name in self._rooms
            for entry in self._modules[name].navigation
        ]
        yield from sorted(every, key=lambda pair: pair[1].rank)

    def tables(self) -> dict[str, Routes]:
        """Return the table of each open module's handlers, by its prefix."""
        self.open_all()
        return self._mounts.tables()

    def open_modules(self) -> Iterator[tuple[Module, Room]]:
        """Yield every open module with its room."""
        self.open_all()
        for name, room in tuple(self._rooms.items()):
            yield self._modules[name], room

    def close(self) -> None:
        """Close every module, and the registry."""
        for name in tuple(self._rooms):
            self._shut(name, "The home is about to stop.")
        self.known.close()
