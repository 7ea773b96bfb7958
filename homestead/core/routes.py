"""The table of a module's handlers: which path needs what, and who answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bottle

from homestead.core.asking import Answer, Ask
from homestead.core.errors import HomesteadError
from homestead.core.once import AlreadyDoneError
from homestead.core.web import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from homestead.core.asking import Desk

    Handler = Callable[..., Answer]

    class Front(Desk, Protocol):
        """What guards the handlers and keeps their answers."""

        def gate(self, ask: Ask, needs: str) -> None:
            """Raise NotPermittedError unless the asker may do what is needed."""

        def answer(self, ask: Ask, route: Route, give: Callable[[], Answer]) -> Answer:
            """Return what `give` gives, or what the browser can keep using."""


PUBLIC = ""
"""What a page needs that anybody may open: nothing."""


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the table. `needs` is a permission; `form` shows a form again."""

    method: str
    path: str
    needs: str
    handler: Handler
    form: Handler | None = None


class Routes:
    """What a module answers to; paths are below its prefix.

    A path may have parts to fill, `/<handle>`, that the handler gets by name.
    """

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def get(self, path: str, *, needs: str) -> Callable[[Handler], Handler]:
        """Have the function below show the page at `path`."""
        return self._add("GET", path, needs, None)

    def post(
        self, path: str, *, needs: str, form: Handler | None = None
    ) -> Callable[[Handler], Handler]:
        """Have the function below make the change that is sent to `path`.

        When it raises HomesteadError, `form` shows its page again, with `ask.error`
        set and what had been filled in in `ask.given`.
        """
        return self._add("POST", path, needs, form)

    def include(self, others: Iterable[Route]) -> None:
        """Take over the lines of another table."""
        self._routes.extend(others)

    def _add(
        self, method: str, path: str, needs: str, form: Handler | None
    ) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            self._routes.append(Route(method, path, needs, handler, form))
            return handler

        return keep


def site(routes: Routes, front: Front, module: str) -> Site:
    """Return the application that answers for a module."""
    made = Site()
    for route in routes:
        made.route(route.path, route.method, _callback(route, front, module))
    return made


def _callback(route: Route, front: Front, module: str) -> Callable[..., Any]:
    def callback(**parts: str) -> Any:
        ask = Ask(bottle.request.environ, front, module)
        front.gate(ask, route.needs)
        answer = front.answer(ask, route, lambda: _answered(route, ask, parts))
        response = bottle.response
        response.status = answer.status
        for name, value in answer.headers:
            response.add_header(name, value)
        return answer.body

    return callback


def _answered(route: Route, ask: Ask, parts: dict[str, str]) -> Answer:
    try:
        return route.handler(ask, **parts)
    except AlreadyDoneError:
        raise  # no failure: whoever answers knows how the first was answered
    except HomesteadError as error:
        if route.form is None:
            raise
        ask.error = error
        return route.form(ask, **parts)
