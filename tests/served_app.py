"""A WSGI application that does everything a page might, served for the tests.

`python served_app.py '{"limits": {…}, "grace": 1, "unix": PATH, "folder": DIR}'` prints
where it listens, serves until SIGTERM, and exits. Accesses and errors go to files.
"""

import json
import os
import sys
from pathlib import Path

import gevent

from homestead.core.server import listeners
from homestead.core.server.limits import Limits
from homestead.core.server.server import Server

OPTIONS = json.loads(sys.argv[1])
FOLDER = Path(OPTIONS["folder"])
held = 0


def echo(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "application/octet-stream")])
    return [body]


def lines(environ, start_response):
    body = b"|".join(environ["wsgi.input"])
    start_response("200 OK", [])
    return [body]


def ignore(environ, start_response):
    start_response("200 OK", [])
    return [b"ignored"]


def about(environ, start_response):
    told = {k: v for k, v in environ.items() if isinstance(v, str)}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]


def large(environ, start_response):
    start_response("200 OK", [])
    return [b"x" * int(environ["QUERY_STRING"])]


def generator(environ, start_response):
    start_response("200 OK", [])
    return (part for part in (b"one", b"", b"two", b"three"))


def several(environ, start_response):
    start_response("200 OK", [])
    return [b"a", b"b", b"c"]


def nothing(environ, start_response):
    start_response("204 No Content", [])
    return []


def unchanged(environ, start_response):
    start_response("304 Not Modified", [("ETag", '"1"')])
    return []


def raises(environ, start_response):
    raise RuntimeError("Seles broke it")


def raises_after_headers(environ, start_response):
    start_response("200 OK", [("X-Half", "done")])
    raise RuntimeError("Seles broke it")


def midway(environ, start_response):
    start_response("200 OK", [])
    yield b"half of "
    raise RuntimeError("Dexen broke it")


def short(environ, start_response):
    start_response("200 OK", [("Content-Length", "10")])
    return [b"12345"]


def too_long(environ, start_response):
    start_response("200 OK", [("Content-Length", "5")])
    return iter([b"12345", b"HTTP/1.1 200 OK\r\n\r\n"])


def injected(environ, start_response):
    start_response("200 OK", [("X-Name", "a\r\nSet-Cookie: b")])
    return [b"never"]


def silent(environ, start_response):
    return [b"never started"]


def writes(environ, start_response):
    write = start_response("200 OK", [("Content-Length", "8")])
    write(b"old ")
    write(b"form")
    return []


def late(environ, start_response):
    start_response("200 OK", [])
    yield b"first "
    yield environ["wsgi.input"].read()


def hold(environ, start_response):
    global held  # noqa: PLW0603
    held += 1
    try:
        while not (FOLDER / "release").exists():
            gevent.sleep(0.01)
    finally:
        held -= 1
    start_response("200 OK", [])
    return [b"held and released"]


def count_held(environ, start_response):
    start_response("200 OK", [])
    return [str(held).encode()]


def stream(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/event-stream")])
    yield b"begin"
    environ["homestead.draining"].wait()
    yield b"end"


PAGES = {
    "/": ignore,
    "/echo": echo,
    "/lines": lines,
    "/environ": about,
    "/large": large,
    "/generator": generator,
    "/several": several,
    "/nothing": nothing,
    "/unchanged": unchanged,
    "/raises": raises,
    "/raises-after-headers": raises_after_headers,
    "/midway": midway,
    "/short": short,
    "/too-long": too_long,
    "/injected": injected,
    "/silent": silent,
    "/writes": writes,
    "/late": late,
    "/hold": hold,
    "/held": count_held,
    "/stream": stream,
}


def app(environ, start_response):
    page = PAGES.get(environ["PATH_INFO"])
    if page:
        return page(environ, start_response)
    start_response("404 Not Found", [])
    return [b"not here"]


def append(name, value):
    with (FOLDER / name).open("a") as file:
        file.write(json.dumps(value) + "\n")


def listener():
    if OPTIONS.get("unix"):
        return listeners.unix(OPTIONS["unix"])
    return listeners.inherited(os.environ)


def main():
    server = Server(
        app,
        port=0,
        listener=listener(),
        limits=Limits(**OPTIONS.get("limits", {})),
        log=lambda access: append("access", access._asdict()),
        on_error=lambda error, request: append("errors", [str(error), request]),
    )

    def tell_where():
        sys.stdout.write(json.dumps(server.address) + "\n")
        sys.stdout.flush()

    server.run_until_stopped(OPTIONS.get("grace", 10), ready=tell_where)


if __name__ == "__main__":
    main()
