"""Facts already committed, told to whoever listens in this process."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Listener = Callable[[str, dict[str, Any]], None]


class Events:
    """Passes each event, `front.changed` for one, to every listener in order."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(name, facts)` for every event; return what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, name: str, facts: dict[str, Any]) -> None:
        """Tell everybody; a listener that fails must not undo what is committed."""
        for listener in tuple(self._listeners):
            try:
                listener(name, facts)
            except Exception:
                from logging import getLogger

                getLogger("homestead.events").exception("A listener failed on %s", name)
