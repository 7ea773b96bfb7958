"""What it costs a page to be found, and to be worn: registry, lookup order, look.

The first page of 50 alters, made anew in one process after each change; beside it the
same page from a handler that is known, out of a template that is at hand, with a style
sheet nobody has to choose. Then what it costs that every step is counted, as where a
template of the owner's takes part.
"""

from __future__ import annotations

from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from time import thread_time

from bench_pages import robin
from bench_sizes import fill
from harness import finish, in_turn, new_home, report

from homestead import app
from homestead.core import look, paths, web
from homestead.core.database import Database
from homestead.core.owned import EVERY
from homestead.core.templates.loading import Wanted
from homestead.integration import api, wearing
from homestead.integration.site import HomeSite

PAGES, ROUNDS = 3, 200
MOST = 0.15
SHARE = Path(__file__).parents[2] / "share"


def main():
    with new_home() as env:
        fill(env, 50, 1_000)
        session = robin(env)
        found = paths.find(env["HOMESTEAD_HOME"])
        with closing(app.open_home(found, run_aside=lambda work: work())) as home:
            who = home.call("alters.list", {})["alters"][0]["alter"]
            home.call("template.wear", {"alter": who, "preset": "tide"})
            home.call("template.pin", {"alter": who})
            place = Path(home.paths.config) / "templates/alters" / who
            compare(Asking(home, session), place)
    finish()


def compare(page, place):
    with without_them(page.site):
        bare = len(page.ask())
    assert len(page.ask()) == bare

    def alone():
        with without_them(page.site):
            page.many()

    with_them, without = in_turn(page.many, alone, n=ROUNDS, clock=thread_time)
    report("a page, made anew", with_them[0] / PAGES * 1000, unit="ms")
    over = with_them[0] / without[0] - 1
    report("registry, lookup and look, of the page without them", over, MOST)
    place.mkdir(parents=True)
    (place / "parts.html").write_bytes((SHARE / "templates/parts.html").read_bytes())
    page.site._watch._due -= EVERY
    counted, ours = in_turn(page.many, page.many_plain, n=ROUNDS, clock=thread_time)
    report("one with a template of the owner's, of one without", counted[0] / ours[0])


class Asking:
    """A browser without a network between it and the home."""

    def __init__(self, home, session):
        calls = api.table(home.call, home.service)
        self.site = HomeSite(home.house, home.house.rooms, calls)
        self._app = web.application(lambda path: self.site.find(path))  # noqa: PLW0108 - it is exchanged
        self._cookie = f"homestead_session={session}"
        self._asked = 0

    def many(self):
        for _ in range(PAGES):
            self.ask()

    def many_plain(self):
        """Ask as one whose browser wants the home's own look."""
        for _ in range(PAGES):
            self.ask(f"; {look.COOKIE}={look.kept(look.Look(plain=True))}")

    def ask(self, more=""):
        """Ask for the first page, which is made anew: something was committed."""
        self._asked += 1
        Database.commits += 1
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": "/",
            "QUERY_STRING": f"n={self._asked}",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self._cookie + more,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": None,
            "homestead.request_id": "bench",
        }
        said = []
        body = b"".join(self._app(environ, lambda status, *_: said.append(status)))
        assert said == ["200 OK"], said
        return body


@contextmanager
def without_them(site):
    """Have nobody ask what is open, what lies where, and who fronts."""
    pages, rooms = site._pages, site._rooms
    prefix, handlers, path = rooms.front()
    answer = site._asked(handlers)
    dress = wearing.worn(site._house, look.Look())
    folder = rooms.folder("alters")
    room = pages.templates._room(Wanted(folder, dress.handle))
    page = room.get_template("alters/index.html")

    def front(environ, start):
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = prefix, path
        return answer(environ, start, path="/")

    kept = pages.templates
    site.find = lambda _: ("", front)
    site._rooms = Unasked()
    pages.worn = lambda _: dress
    pages.templates = Unasked()
    pages.templates.faults = kept.faults
    pages.templates.render = lambda _folder, _name, given, _worn: page.render(given)
    try:
        yield
    finally:
        del site.find, pages.worn
        site._rooms, pages.templates = rooms, kept


class Unasked:
    """What knows of modules and templates, where nobody asks."""

    url = None

    def guarded(self, *_):
        return nullcontext()

    def drawn(self, _):
        return ""


if __name__ == "__main__":
    main()
