"""What every service is given: where the home lies, its data, and who is asking."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from typing import Any

    from homestead.core.config import Config
    from homestead.core.database import Database
    from homestead.core.events import Events
    from homestead.core.paths import Paths
    from homestead.core.room import Room
    from homestead.core.terms import Terms

    Progress = Callable[[int, int, str], None]


class NamedFile:
    """An open file and what its owner calls it; the name is never used as a path."""

    def __init__(self, name: str, file: Any) -> None:
        self.name = name
        self.file = file


def no_progress(done: int, total: int, text: str) -> None:
    """Tell nobody how far the work is: the default."""


class Asker:
    """Who asks: a user, through a session or a token; or whoever holds the files.

    `user` is the row of the user, `role` what they are here. `scopes` narrows what the
    role may, `alters` are the rows they may act as; None: no narrower. `acting` is the
    alter they chose to act as, `session` or `token` the row of what they ask through.
    """

    __slots__ = (
        "acting",
        "alters",
        "name",
        "role",
        "scopes",
        "session",
        "token",
        "user",
    )

    def __init__(
        self,
        name: str,
        role: str,
        *,
        user: int | None = None,
        scopes: frozenset[str] | None = None,
        alters: frozenset[int] | None = None,
        acting: int | None = None,
        session: int | None = None,
    ) -> None:
        self.name = name
        self.role = role
        self.user = user
        self.scopes = scopes
        self.alters = alters
        self.acting = acting
        self.session = session
        self.token: int | None = None


SHELL = Asker("shell", "shell")
"""Whoever can read the home's files: everything is allowed, since nothing is hidden."""

NOBODY = Asker("nobody", "nobody")
"""Who has not signed in: nothing is allowed."""


class House:
    """One home, opened, as seen by one asker.

    `config`, `terms` and `zone` are read when first used: the hot commands seldom
    need them. `asked_by` gives a call its own asker and progress: `actor` is the name
    the journal notes, `asker` what they may. `aside(work)` runs what takes long (and
    does not touch a database) off the daemon's event loop and returns what it
    returned; `gently(work)` does so on what the processor has left over, for work that
    needs no interpreter. `url` is where the daemon answers, if we are it. `done` lists,
    by their number in the journal, the changes made through this very house. `once` is
    the key of the request it was made for: the first change is noted with it, and no
    second one is made when the request arrives again.
    """

    def __init__(self, paths: Paths, app: Database, events: Events) -> None:
        self.paths = paths
        self.app = app
        self.events = events
        self.actor = SHELL.name
        self.asker = SHELL
        self.progress: Progress = no_progress
        self.aside = app.run_aside
        self.gently = app.run_aside
        self.url: str | None = None
        self.done: list[int] = []
        self.once: str | None = None
        self._settings: _Settings = _Settings(paths)
        self._kept: dict[str, Any] = {}
        self.find_rooms: Callable[[], Any] = lambda: None

    @property
    def config(self) -> Config:
        """The configuration in force."""
        return self._settings.config

    @property
    def terms(self) -> Terms:
        """The home's own words for alter, system and front."""
        return self._settings.terms

    @property
    def zone(self) -> tzinfo | None:
        """The home's time zone, or None for the machine's own.

        The configuration's word counts first, then what the system's profile says.
        """
        from homestead.core import clock

        configured: str = self.config["home.time_zone"]
        profile = self.app.value("SELECT time_zone FROM system ORDER BY id LIMIT 1")
        return clock.zone(configured or profile or "")

    def reload(self) -> None:
        """Forget the configuration, so that it is read again when next used."""
        self._settings.forget()

    @property
    def settings_read(self) -> int:
        """How often the configuration was read anew: pages depend on it."""
        return self._settings.times_read

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what is kept by `name` while the process lasts; `make` it if new."""
        if name in self._kept:
            return self._kept[name]
        # Two may make it at the same moment: all get the one that was quicker.
        return self._kept.setdefault(name, make())

    @property
    def rooms(self) -> Any:
        """The home's modules (`integration.rooms`), found when first asked for.

        None in a house that was not opened as a whole.
        """
        return self.kept("rooms", self.find_rooms)

    def room(self, module: str) -> Room:
        """Return the open module of that name. NotFoundError: it is not open."""
        found: Room = self.rooms.room(module)
        return found

    def asked_by(
        self,
        actor: str,
        progress: Progress = no_progress,
        *,
        asker: Asker | None = None,
        once: str | None = None,
    ) -> House:
        """Return this home as `actor` sees it, telling `progress` how far work is.

        Without an `asker` it is still the one who asked so far. Raises UsageError for
        a `once` that is no key.
        """
        asked = House.__new__(House)
        asked.__dict__.update(self.__dict__)
        asked.actor = actor
        asked.asker = asker or self.asker
        asked.progress = progress
        asked.done = []
        asked.once = once
        if once is not None:
            from homestead.core.once import key

            asked.once = key(once)
        return asked


class _Settings:
    """Configuration and terms, shared by every asker and read once."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self.times_read = 0
        self._config: Config | None = None
        self._terms: Terms | None = None
        self.forget()

    def forget(self) -> None:
        self.times_read += 1
        self._read = False

    @property
    def config(self) -> Config:
        if self._config is None or not self._read:
            self._config = self._fresh(self._config)
            self._terms = None
            self._read = True
        return self._config

    @property
    def terms(self) -> Terms:
        config = self.config
        if self._terms is None:
            from homestead.core.terms import Terms

            self._terms = Terms.of(config)
        return self._terms

    def _fresh(self, before: Config | None) -> Config:
        """Read what is set; what was `before` goes on where that cannot be read."""
        from homestead.core import config
        from homestead.core.errors import HomesteadError

        try:
            return config.load(self._paths.config)
        except HomesteadError as error:
            if before is None:
                raise
            from logging import getLogger

            getLogger("homestead.config").warning("Not heeded: %s", error.message)
            return before
