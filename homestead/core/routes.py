"""The table of a module's handlers: which path needs what, and who answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bottle

from homestead.core.asking import LONGEST_NUMBER, Answer, Ask
from homestead.core.errors import HomesteadError
from homestead.core.once import AlreadyDoneError
from homestead.core.server.faults import GoneError, RequestError
from homestead.core.web import line, nothing_here, refused

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


_UNCHANGED = 304

PUBLIC = ""
"""What a page needs that anybody may open: nothing."""

SIGNED_IN = "signed in"
"""What it needs that anybody may use who is known, by session or token of any scope."""

NO_FAULT = (HomesteadError, bottle.HTTPResponse, RequestError, GoneError)
"""What a handler may raise without having failed: the request was wrong, or gone."""


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

    A path may have parts to fill, `/<handle>`, that the handler gets by name; one such
    as `/<thread:number>` is filled by a number only.
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


class RoutesApp:
    """The WSGI application that answers for a module.

    bottle finds the handler; the rest of it is left out, since every page pays for it.
    """

    def __init__(self, routes: Routes, front: Front, module: str) -> None:
        self._front = front
        self._module = module
        self._router = bottle.Router()
        self._router.add_filter("number", _number)
        for route in routes:
            self._router.add(route.path, route.method, route)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request. Raises HomesteadError for whatever is refused."""
        try:
            environ["PATH_INFO"] = environ["PATH_INFO"].encode("latin-1").decode()
            route, parts = self._router.match(environ)
            answer = self._answer(environ, route, parts)
        except UnicodeError:
            raise nothing_here() from None
        except bottle.HTTPError as error:
            raise refused(error.status_code) from error
        body = answer.body
        if isinstance(body, bytes):
            if answer.status != _UNCHANGED:
                answer.headers.append(("Content-Length", str(len(body))))
            body = [body]
        start_response(line(answer.status), answer.headers)
        return body

    def _answer(
        self, environ: dict[str, Any], route: Route, parts: dict[str, str]
    ) -> Answer:
        ask = Ask(environ, self._front, self._module)
        self._front.gate(ask, route.needs)
        return self._front.answer(ask, route, lambda: _answered(route, ask, parts))


def _number(_config: object) -> tuple[str, Callable[[str], int], Callable[[int], str]]:
    """Have `<thread:number>` mean a number that a database can hold."""
    return rf"[0-9]{{1,{LONGEST_NUMBER}}}", int, str


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
