"""Writers that share one commit."""

from __future__ import annotations

import _thread

MOST_IN_ONE_COMMIT = 256
"""How many writers may wait for one commit; the rest share the next."""


class Batch:
    """The writers that share one commit."""

    def __init__(self) -> None:
        self.members = 0
        self.failure: BaseException | None = None
        # A lock held until the commit ended: `threading.Event` costs a command 2 ms.
        self.done = _thread.allocate_lock()
        self.done.acquire()

    def wait(self) -> None:
        """Wait until the commit everybody shares has ended, and let the next one by."""
        with self.done:
            pass
