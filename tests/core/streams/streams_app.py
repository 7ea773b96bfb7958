"""Streams served for the tests: who asks, and what happens, is said by the address.

`/events?as=Kit` listens as Kit; `/tell?event=front.changed&alter=seles` tells;
`/gone?as=Kit` has Kit be signed out; `/count` says how many listen.
"""

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl

import psutil

from homestead.core import streams
from homestead.core.errors import HomesteadError
from homestead.core.events import Events
from homestead.core.house import NOBODY, Asker
from homestead.core.server.limits import Limits
from homestead.core.server.server import Server

OPTIONS = json.loads(sys.argv[1])
FOLDER = Path(OPTIONS["folder"])
GONE = set()


class Rules:
    """Kit hears all, Sam what is for everybody."""

    def told(self, name, facts):
        if name in {"secret.changed", "session.ended"}:
            return None
        needs = "all" if name == "home.changed" else "front.read"
        return streams.Notice(needs, facts)

    def hears(self, house, needs):
        return needs == "all" or house.asker.name != "Sam"

    def still(self, house):
        return house.asker.name not in GONE

    def settles(self, name):
        return name == "session.ended"


EVENTS = Events()
STREAMS = streams.Streams(EVENTS, Rules())


def listen(given, environ, start):
    name = given.get("as", "Kit")
    asker = NOBODY if name == "nobody" else Asker(name, "resident")
    environ["homestead.house"] = SimpleNamespace(asker=asker)
    return STREAMS(environ, start)


def tell(given, _, start):
    EVENTS.tell(given.pop("event"), given)
    return say(start, STREAMS.now)


def gone(given, _, start):
    GONE.add(given["as"])
    EVENTS.tell("session.ended", {})
    return say(start, "")


def count(_given, _environ, start):
    return say(start, str(len(STREAMS)))


def memory(_given, _environ, start):
    return say(start, str(psutil.Process(os.getpid()).memory_info().rss))


def say(start, text):
    start("200 OK", [])
    return [text.encode()]


PAGES = {
    "/events": listen,
    "/tell": tell,
    "/gone": gone,
    "/count": count,
    "/memory": memory,
}


def app(environ, start):
    given = dict(parse_qsl(environ["QUERY_STRING"]))
    try:
        return PAGES[environ["PATH_INFO"]](given, environ, start)
    except HomesteadError as error:
        start(f"{error.status} No", [])
        return [error.message.encode()]


def append(name, value):
    with (FOLDER / name).open("a") as file:
        file.write(json.dumps(value) + "\n")


def main():
    for name, value in OPTIONS.get("streams", {}).items():
        setattr(streams, name, value)
    server = Server(
        app,
        port=0,
        limits=Limits(**OPTIONS.get("limits", {})),
        log=lambda access: append("access", access._asdict()),
        on_error=lambda error, request: append("errors", [str(error), request]),
    )
    server.run_until_stopped(
        ready=lambda: print(json.dumps(server.address), flush=True)  # noqa: T201
    )


if __name__ == "__main__":
    main()
