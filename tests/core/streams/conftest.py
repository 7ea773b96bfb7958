"""Streams in a process of their own, and pages that listen to them."""

from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from wire import Served, starting


class Told(NamedTuple):
    name: str
    id: str
    data: str


class Telling(Served):
    program = Path(__file__).with_name("streams_app.py")

    def tell(self, event="front.changed", **facts):
        """Let something happen; return the id of what was told."""
        given = "".join(f"&{name}={value}" for name, value in facts.items())
        return self.get(f"/tell?event={event}{given}").body.decode()

    def count(self):
        return int(self.get("/count").body)


class Page:
    """A page that listens."""

    def __init__(self, client, path="/events", *lines):
        self.client = client
        client.get(path, *lines)
        self.status, self.headers = client.head()

    def block(self):
        """Return the next lines up to an empty one, as fields; None at the end."""
        fields = {}
        while line := self.client.file.readline().decode().rstrip("\n"):
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        return fields

    def next(self):
        """Return the next event, heartbeats and retry left out."""
        while "event" not in (fields := self.block()):
            assert fields, "the stream has ended"
        return Told(fields["event"], fields["id"], fields["data"])

    def until(self, name):
        """Return the names of all events up to and with `name`."""
        names = [self.next().name]
        while names[-1] != name:
            names.append(self.next().name)
        return names


@pytest.fixture
def serve(tmp_path):
    with starting(Telling, tmp_path) as start:
        yield start


@pytest.fixture
def home(serve):
    """A home that tells; nothing in it may go wrong."""
    served = serve()
    yield served
    assert served.told("errors") == []
    assert served.complaints() == ""


@pytest.fixture
def listen(home):
    """Open pages: `listen()`, `listen("Sam")`, `listen(last="a-3")`."""
    with ExitStack() as stack:

        def start(name="Kit", *, last=None, query="", house=home):
            client = stack.enter_context(house.client())
            lines = () if last is None else (f"Last-Event-ID: {last}",)
            return Page(client, f"/events?as={name}{query}", *lines)

        yield start
