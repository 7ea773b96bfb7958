"""Where requests come in: how they find who answers them, and errors their pages."""

from __future__ import annotations

import io
import json
import logging
from html import escape
from http.client import responses
from typing import TYPE_CHECKING, Any

from homestead.core import shield
from homestead.core.errors import HomesteadError, NotFoundError, UsageError
from homestead.core.server.faults import GoneError, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
    Find = Callable[[str], "tuple[str, App] | None"]
    Tell = Callable[[Mapping[str, Any], HomesteadError], "tuple[str, bytes]"]

log = logging.getLogger("homestead.web")

_HEALTHY = b'{"status": "ok"}'
_HEALTHY_HEADERS = (
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("Content-Length", str(len(_HEALTHY))),
)
_LONGEST_UNMEASURED = 1024 * 1024
_NOT_FOUND = 404
_TOO_LARGE = 413
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<main>
<h1>{title}</h1>
<p>{message}</p>
{hint}</main>
</html>
"""
_HINTS = {
    413: "A large export comes in from a shell: `homestead import FILE`. How much is"
    " taken says `server.max_body` in the settings.",
}
_TITLES = {
    401: "Please sign in",
    403: "Not like this",
    404: "Not here",
    405: "Not like this",
    409: "Something else happened meanwhile",
    413: "Too large",
    429: "One moment",
    503: "One moment",
}


class Dispatcher:
    """Hands each request to the application mounted where its path begins.

    `find` is asked with the path for a prefix and an application, at every request,
    so what it answers may change while the home is running.
    """

    def __init__(self, find: Find) -> None:
        self._find = find

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request. Raises NotFoundError when nothing is mounted there."""
        path = environ["PATH_INFO"]
        found = self._find(path)
        if found is None:
            raise nothing_here()
        prefix, app = found
        environ["SCRIPT_NAME"] += prefix
        environ["PATH_INFO"] = path[len(prefix) :] or "/"
        if "HTTP_TRANSFER_ENCODING" in environ:
            _measure_body(environ)
        return app(environ, start_response)


class Door:
    """Where every request comes in and every error is translated, once."""

    def __init__(
        self, app: App, hosts: shield.KnownHosts, tell: Tell | None = None
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._tell = tell or told

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request, whatever becomes of it."""
        scheme = environ["wsgi.url_scheme"] = shield.scheme(environ)

        def answer(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, shield.headers_for(headers, scheme), *rest)

        try:
            shield.check(environ, self._hosts)
            return self._app(environ, answer)
        except HomesteadError as error:
            return self._error(environ, answer, error)
        except (RequestError, GoneError) as error:
            if getattr(error, "status", 0) != _TOO_LARGE:
                raise  # the server's own: it knows what to say, or that nobody listens
            return self._error(environ, answer, refused(_TOO_LARGE))
        except Exception:
            log.exception("request %s failed", environ.get("homestead.request_id"))
            return self._error(environ, answer, HomesteadError(words(500)))

    def _error(
        self,
        environ: dict[str, Any],
        answer: Callable[..., Any],
        error: HomesteadError,
    ) -> list[bytes]:
        kind, body = self._told(environ, error)
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        if error.retry_after is not None:
            headers.append(("Retry-After", str(error.retry_after)))
        answer(line(error.status), headers)
        return [body] if environ["REQUEST_METHOD"] != "HEAD" else []

    def _told(
        self, environ: dict[str, Any], error: HomesteadError
    ) -> tuple[str, bytes]:
        try:
            return self._tell(environ, error)
        except Exception:
            log.exception("request %s: no error page", environ["homestead.request_id"])
            return told(environ, error)


def application(
    find: Find = lambda _: None,
    *,
    hosts: Iterable[str] = (),
    bound: str = "127.0.0.1",
    tell: Tell | None = None,
) -> App:
    """Return the home's WSGI application: `/health`, and whatever `find` knows of.

    `hosts` are names it answers to beside its own, `bound` is the address it
    listens on. `tell` makes error pages as `told` does.
    """
    own = {"/health": ("", _health)}
    dispatcher = Dispatcher(lambda path: own.get(path) or find(path))
    return Door(dispatcher, shield.KnownHosts(hosts, bound=bound), tell)


def line(status: int) -> str:
    """Return a status with its reason, as an answer begins: `404 Not Found`."""
    return f"{status} {responses.get(status, 'Unknown')}"


def wants_json(environ: Mapping[str, Any]) -> bool:
    """Tell whether a script asks, which reads JSON and no page."""
    accepted = environ.get("HTTP_ACCEPT", "")
    return "application/json" in accepted and "text/html" not in accepted


def told(environ: Mapping[str, Any], error: HomesteadError) -> tuple[str, bytes]:
    """Return an error as whoever asked reads it: its content type and its body."""
    if wants_json(environ):
        return "application/json", json.dumps({"error": error.to_json()}).encode()
    page = _PAGE.format(
        title=title(error.status),
        message=escape(error.message),
        hint=f"<p>{escape(error.hint)}</p>\n" if error.hint else "",
    )
    return "text/html; charset=utf-8", page.encode()


def nothing_here() -> NotFoundError:
    """Return the error for an address at which there is nothing."""
    return NotFoundError(words(404), hint="The address may be misspelt.")


def refused(status: int) -> HomesteadError:
    """Return what bottle refused, no route or no such method, as one of ours."""
    if status == _NOT_FOUND:
        return nothing_here()
    error = UsageError(words(status), hint=_HINTS.get(status, ""))
    error.status = status
    return error


def refuse_too_large(environ: Mapping[str, Any]) -> None:
    """Raise RequestError if the request says it brings more than is taken."""
    fault = getattr(environ["wsgi.input"], "fault", None)
    if fault is not None:
        raise fault


def title(status: int) -> str:
    """Return the heading of the page for an error."""
    return _TITLES.get(status, "Something went wrong")


def _health(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Tell that the home answers."""
    method = environ["REQUEST_METHOD"]
    if method not in {"GET", "HEAD"}:
        raise refused(405)
    start_response("200 OK", list(_HEALTHY_HEADERS))
    return [_HEALTHY] if method == "GET" else []


def words(status: int) -> str:
    """Return what an error page says of a status nobody gave other words for."""
    return {
        404: "There is nothing at this address.",
        405: "This address does not take that kind of request.",
        413: "That is more than this home takes at once.",
        500: "That did not work. What went wrong is in the home's error log.",
    }.get(status, "This request was not understood.")


def _measure_body(environ: dict[str, Any]) -> None:
    """Take a chunked body in whole: bottle reads none whose length it is not told."""
    body = environ["wsgi.input"].read(_LONGEST_UNMEASURED + 1)
    if len(body) > _LONGEST_UNMEASURED:
        raise RequestError(411)
    del environ["HTTP_TRANSFER_ENCODING"]
    environ["CONTENT_LENGTH"] = str(len(body))
    environ["wsgi.input"] = io.BytesIO(body)
