"""The home as a site: every request gets its asker, its guard, and its page."""

from __future__ import annotations

from types import GeneratorType
from typing import TYPE_CHECKING, Any

from homestead.core import clock, owned, routes, shield, static, web
from homestead.core.asking import HTML, Ask, cookie
from homestead.core.database import Database
from homestead.core.errors import SignInError
from homestead.core.house import NOBODY
from homestead.core.routes import PUBLIC, SIGNED_IN
from homestead.core.streams import Streams
from homestead.integration import again, api, away, keeping, pages, wearing
from homestead.services import access, accounts, notices
from homestead.services.accounts.keys import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from homestead.core.asking import Answer
    from homestead.core.errors import HomesteadError
    from homestead.core.house import Asker, House
    from homestead.core.routes import Route
    from homestead.integration.rooms import Rooms

    Start = Callable[..., Any]

EVENTS = "/events"
"""Where open pages listen for what changes."""

_BEARER = "Bearer "


class HomeSite:
    """Everything the daemon answers over HTTP but `/health`.

    `calls` is the table of what scripts may call.
    """

    def __init__(self, house: House, rooms: Rooms, calls: routes.Routes) -> None:
        self._house = house
        self._rooms = rooms
        self._static = static.Static(
            house.paths.config,
            rooms.folder,
            looks=lambda: rooms.folder(wearing.MODULE) or "",
        )
        self._pages = pages.Pages(house, rooms, self._static)
        folders = self._pages.templates.own, self._static.own
        self._watch = owned.Watch(folders, house.aside, self._owner_changed)
        self._pages.templates.look = lambda: self._watch.look(at_once=True)
        self._kept = keeping.Kept()
        self._again = again.Again()
        self._streams = Streams(house.events, notices)
        self._calls = routes.RoutesApp(calls, self, "")
        self._away = routes.RoutesApp(away.routes, self, "")
        self._askers: dict[str, Asker] = {}
        self._askers_as_of = (0, 0)
        rooms.mount(self, self._closed)

    def find(self, path: str) -> tuple[str, web.App] | None:
        """Return what answers for a path, as `web.application` asks."""
        self._watch.look()
        if path == "/":
            return "", self._front
        if path == EVENTS:
            return path, self._asked(self._streams)
        if path in {away.PAGE, away.KEEPER}:
            return "", self._asked(self._away)
        first = "/" + path.split("/", 2)[1]
        if first == static.PREFIX:
            return self._file(path)
        if first == api.PREFIX:
            return first, self._called
        found = self._rooms.find(path)
        return (
            (found[0], self._asked(found[1])) if found else ("", self._asked(_nowhere))
        )

    def _file(self, path: str) -> tuple[str, web.App] | None:
        """Return what answers for a style, a script or a picture."""
        if self._rooms.is_shut("".join(path.split("/", 3)[2:3])):
            return None
        if wearing.is_sheet(path):
            return "", self._asked(wearing.sheet)
        return static.PREFIX, self._static

    def url(self, module: str, path: str = "/", **query: Any) -> str:
        """Return the address of a module's page."""
        return self._rooms.url(module, path, **query)

    def render_alter(self, ask: Ask, template: str, context: dict[str, Any]) -> str:
        """Return the page `template` makes of `context`, in the look that is worn."""
        return self._pages.render_alter(ask, template, context)

    def watch(self) -> None:
        """Look whether the owner's files have changed, while a page is open."""
        if len(self._streams):
            self._watch.look()

    def gate(self, ask: Ask, needs: str) -> None:
        """Raise SignInError for nobody, NotPermittedError for who may not."""
        if needs == PUBLIC:
            return
        if ask.asker.role == NOBODY.role:
            raise _not_signed_in()
        if needs != SIGNED_IN:
            access.require(ask.asker, needs)

    def answer(self, ask: Ask, route: Route, give: Callable[[], Answer]) -> Answer:
        """Return the handler's answer; 304 if the browser has that page already."""
        with self._rooms.guarded(ask.module, f"{route.method} {ask.path}") as room:
            if route.method != "GET":
                _ = ask.form  # it may take its time to arrive
                accounts.require_still(ask.house)
                answer = keeping.own(self._again.answer(ask, give))
            else:
                answer = self._kept.answer(ask, self._pages.worn(ask), give)
                if wearing.tried(ask, self._rooms.url):
                    answer.headers.append(shield.FRAMED)
            if room is not None and isinstance(answer.body, GeneratorType):
                answer.body = room.streamed(answer.body)
            return answer

    def _owner_changed(self) -> None:
        self._static.changed()
        self._pages.templates.changed()
        Database.commits += 1  # pages that were kept may show what is gone
        self._house.events.tell("template.changed", {})

    def _closed(self, module: str, folder: str) -> None:
        self._static.forget(module)
        self._pages.templates.forget(folder)

    def tell(
        self, environ: Mapping[str, Any], error: HomesteadError
    ) -> tuple[str, bytes]:
        """Return an error as a page of this home."""
        if web.wants_json(environ):
            return web.told(environ, error)
        # Refused before it was known who asks: told as to nobody.
        nobody = {
            "homestead.house": self._house.asked_by(NOBODY.name, asker=NOBODY),
            "homestead.path": environ["PATH_INFO"],
            "homestead.since": self._streams.now,
        }
        ask = Ask({**nobody, **environ}, self, "")
        return HTML, self._pages.error(ask, error).encode()

    def _called(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        environ["HTTP_ACCEPT"] = "application/json"  # scripts read no pages
        return self._asked(self._calls)(environ, start)

    def _front(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        front = self._rooms.front()
        if front is None:
            raise web.nothing_here()
        environ["SCRIPT_NAME"], site, environ["PATH_INFO"] = front
        return self._asked(site)(environ, start, path="/")

    def _asked(self, app: web.App) -> Callable[..., Iterable[bytes]]:
        """Return `app` as it answers once it is known who asks."""

        def answer(
            environ: dict[str, Any], start: Start, path: str = ""
        ) -> Iterable[bytes]:
            environ["homestead.since"] = self._streams.now
            asker = self._asker(environ)
            environ["homestead.house"] = self._house.asked_by(asker.name, asker=asker)
            found = environ["SCRIPT_NAME"] + environ["PATH_INFO"]
            environ["homestead.path"] = path or _written(found)
            web.refuse_too_large(environ)
            try:
                return app(environ, start)
            except SignInError:
                if environ["REQUEST_METHOD"] != "GET" or web.wants_json(environ):
                    raise
                return self._to_sign_in(environ, start)

        return answer

    def _asker(self, environ: dict[str, Any]) -> Asker:
        """Return who asks; whose session it is is looked up once a minute at most.

        Unless something was committed since: a session may have ended.
        """
        shown = environ.get("HTTP_AUTHORIZATION", "")
        if shown:
            found = accounts.asker_by_token(self._house, shown.removeprefix(_BEARER))
            if found is None:
                raise SignInError(
                    "This token opens nothing here, or not any more.",
                    hint="Make a new one: `homestead token create --help`.",
                )
            return found
        token = cookie(environ, SESSION)
        if not token:
            return NOBODY
        as_of = (Database.commits, clock.now() // clock.MINUTE)
        if self._askers_as_of != as_of:
            self._askers, self._askers_as_of = {}, as_of
        # While it is looked up others may begin anew: it is kept with what was known.
        known = self._askers
        if token not in known:
            address = environ.get("REMOTE_ADDR", "")
            found = accounts.asker_by_session(self._house, token, address=address)
            if found is None:
                return NOBODY
            known[token] = found
        return known[token]

    def _to_sign_in(self, environ: dict[str, Any], start: Start) -> list[bytes]:
        back = environ["homestead.path"]
        if environ["QUERY_STRING"]:
            back += f"?{environ['QUERY_STRING']}"
        url = self.url("account", "/sign-in", next=None if back == "/" else back)
        return _sent_to(url, start)


def _written(path: str) -> str:
    """Return a path as people write it: as it came, each letter is a byte."""
    return path.encode("latin-1").decode(errors="replace")


def _sent_to(url: str, start: Start) -> list[bytes]:
    headers = [("Location", url), ("Cache-Control", "no-store")]
    start("303 See Other", [*headers, ("Content-Length", "0")])
    return []


def _nowhere(_environ: dict[str, Any], _start: Start) -> Iterable[bytes]:
    raise web.nothing_here()


def _not_signed_in() -> SignInError:
    return SignInError("Nobody is signed in here.", hint="Sign in, then try again.")
