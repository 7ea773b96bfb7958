"""The jobs of modules: what they do by themselves while they are open."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from homestead.core.house import House
    from homestead.core.module import Job
    from homestead.core.room import Room
    from homestead.integration.failing import Failures

    Every = Callable[[float, Callable[[], None]], Callable[[], None]]
    """Does something every so many seconds; returns what ends that."""


class Jobs:
    """The jobs that run. None does before somebody has the time to do them."""

    def __init__(self, house: House, failures: Failures) -> None:
        self._house = house
        self._failures = failures
        self._every: Every | None = None
        self._stops: dict[str, list[Callable[[], None]]] = {}

    def run(self, every: Every, rooms: Iterable[Room]) -> None:
        """Have the jobs of these modules run, and of those that begin later."""
        self._every = every
        for room in rooms:
            self.begin(room)

    def begin(self, room: Room) -> None:
        """Have the jobs of one more module run."""
        if self._every is not None:
            self._stops[room.module.name] = [
                self._every(job.seconds, functools.partial(self._do, room, job))
                for job in room.module.jobs
            ]

    def end(self, name: str) -> None:
        """Have a module's jobs run no more."""
        for stop in self._stops.pop(name, ()):
            stop()

    def _do(self, room: Room, job: Job) -> None:
        name = room.module.name
        with room, self._failures.noted(name, f"job {job.name}"):
            job.run(self._house.asked_by(name))
