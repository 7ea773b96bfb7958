"""A module that is open: where its files are, its database, and who is inside."""

from __future__ import annotations

import _thread
from typing import TYPE_CHECKING, Any, Self

from homestead.core.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from homestead.core.database import Database
    from homestead.core.module import Module

    Goodbye = Callable[[str], None]


class Room:
    """What an open module works with: `house.room("garden")`.

    `data` is its own directory, `uploads` where its files lie, `setting(key)` what is
    set up, `verbs` what carries out its service's verbs. `with room:` keeps it usable
    until the block ends, even when it is closed meanwhile.
    """

    def __init__(
        self,
        module: Module,
        *,
        data: str,
        uploads: str,
        database: Database | None,
        setting: Callable[[str], Any],
    ) -> None:
        self.module = module
        self.data = data
        self.uploads = uploads
        self.setting = setting
        self.closed = False
        self.verbs: dict[str, Callable[..., Any]] = {}
        self._database = database
        self._inside = 0
        self._turn = _thread.allocate_lock()
        self._goodbyes: list[Goodbye] = []
        self._emptied: list[Callable[[], None]] = []

    @property
    def database(self) -> Database:
        """The module's own database, brought up by its `migrations/`."""
        if self._database is None:
            raise NotFoundError(f"The module {self.module.name} has no migrations.")
        return self._database

    def __enter__(self) -> Self:
        with self._turn:
            self._inside += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._turn:
            self._inside -= 1
        self._end_if_empty()

    def at_close(self, goodbye: Goodbye) -> Callable[[], None]:
        """Have `goodbye(reason)` called when the module is closed.

        For sockets and whatever else stays open; return what takes it back.
        """
        self._goodbyes.append(goodbye)

        def stay() -> None:
            if goodbye in self._goodbyes:
                self._goodbyes.remove(goodbye)

        return stay

    def streamed(self, body: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what an answer yields, staying inside; it ends when the room closes."""
        with self:
            for part in body:
                yield part
                if self.closed:
                    return

    def close(self, reason: str, emptied: Callable[[], None]) -> None:
        """Let nobody new in; `emptied` is called when the last one has gone."""
        self._emptied.append(emptied)
        self.closed = True
        while self._goodbyes:
            self._goodbyes.pop()(reason)
        self._end_if_empty()

    def _end_if_empty(self) -> None:
        with self._turn:
            if not self.closed or self._inside or not self._emptied:
                return
            emptied = self._emptied.pop()
        if self._database is not None:
            self._database.close()
        emptied()
