"""One import on its way: handed in, looked at, brought in, told about."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.connections import DatabaseError, explained
from homestead.core.errors import ConflictError, HomesteadError
from homestead.services.importing import incoming

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homestead.core.house import House
    from homestead.services.importing.incoming import Held

log = logging.getLogger("homestead.imports")

LOOKING, READY, RUNNING, DONE, FAILED = "looking", "ready", "running", "done", "failed"
"""Being looked at; waiting for a word; being brought in; in the home; neither."""


class Job:
    """What one user handed in, and how far it is.

    `preview` is the report of what would come in, `report` of what did, `change` the
    number of that in the journal. `error` is why it failed.
    """

    def __init__(self, held: Sequence[Held], chosen: str | None) -> None:
        self.held = held
        self.chosen = chosen
        self.stage = LOOKING
        self.at = clock.now()
        self.progress: tuple[int, int, str] = (0, 0, "")
        self.preview: dict[str, Any] | None = None
        self.report: dict[str, Any] | None = None
        self.change: int | None = None
        self.error: HomesteadError | None = None
        self._stopped = False
        self._over = threading.Event()
        self._timer: threading.Timer | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being done with it right now."""
        return self.stage in {LOOKING, RUNNING}

    def start(self, house: House, stage: str, work: Callable[[House], None]) -> None:
        """Do `work` beside everything else; `house` as whoever asked sees it."""
        self.stage = stage
        self.at = clock.now()
        self.progress = (0, 0, "")
        self._over.clear()
        own = house.asked_by(house.actor, self._heard, asker=house.asker)
        # In the daemon a thread is a greenlet; what takes long it does aside.
        threading.Thread(target=self._carry_out, args=(own, work), daemon=True).start()

    def stop(self) -> None:
        """Have what is being done end without a trace, as soon as it can."""
        self._stopped = True

    def wait(self, seconds: float) -> None:
        """Wait until nothing is being done with it, but not longer than that."""
        self._over.wait(seconds)

    def expire(self, millis: int, then: Callable[[], None]) -> None:
        """Call `then` after a while, unless the files are removed before."""
        self._timer = threading.Timer(millis / clock.SECOND, then)
        self._timer.daemon = True
        self._timer.start()

    def release(self) -> None:
        """Remove its files."""
        if self._timer:
            self._timer.cancel()
        incoming.release(self.held)

    def _heard(self, done: int, total: int, text: str) -> None:
        if self._stopped:
            raise ConflictError(
                "The import was stopped.", hint="The home is as it was before."
            )
        self.progress = (done, total, text)

    def _carry_out(self, house: House, work: Callable[[House], None]) -> None:
        try:
            self._told(lambda: work(house))
        finally:
            if self.stage != READY:
                house.aside(self.release)  # freeing a large file takes a while
            self._over.set()

    def _told(self, work: Callable[[], None]) -> None:
        """Carry out `work`; keep its error for whoever looks next."""
        try:
            _in_plain_words(work)
        except HomesteadError as error:
            self.error = error
        except Exception:
            log.exception("An import failed")
            self.error = HomesteadError(
                "Something went wrong inside Homestead. The home is as it was before.",
                hint="The home's error log has the details.",
            )
        if self.error:
            self.stage = FAILED


def _in_plain_words(work: Callable[[], None]) -> None:
    try:
        work()
    except DatabaseError as error:
        raise explained(error) from error
