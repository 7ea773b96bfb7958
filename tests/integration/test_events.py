"""An open page hears of what is done in a shell or on another device."""

from __future__ import annotations

import json
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from wire import Client


class Page:
    """A page that listens to the events of a served home."""

    def __init__(self, client, session, query=""):
        self.client = client
        client.get(f"/events{query}", f"Cookie: homestead_session={session}")
        self.status, self.headers = client.head()

    def next(self):
        """Return the next event's name and what it says."""
        fields = {}
        while "data" not in fields:
            name, _, value = self.client.file.readline().decode().partition(": ")
            fields[name] = value.strip()
        return fields["event"], json.loads(fields["data"])


@pytest.fixture
def listen(served):
    """Open pages as one of the cast: `listen("Kit")`."""
    place = urlsplit(served.url)
    with ExitStack() as stack:

        def start(name, query=""):
            client = stack.enter_context(Client((place.hostname, place.port)))
            return Page(client, served.sessions.get(name, ""), query)

        yield start


def test_a_switch_made_in_a_shell_is_heard(listen, run):
    page = listen("Kit")
    assert page.next() == ("hello", {})
    run("front", "yuki", check=True)
    name, says = page.next()
    assert name == "front.changed"
    assert says["alters"] == ["yuki", "seles"]


def test_a_switch_made_in_another_browser_is_heard(listen, served):
    page = listen("Kit")
    page.next()
    served.as_("Robin").post("/alters/front", {"alter": "dexen"})
    assert page.next()[0] == "front.changed"


def test_an_undo_is_heard(listen, run):
    page = listen("Kit")
    page.next()
    run("front", "yuki", check=True)
    page.next()
    run("undo", check=True)
    assert page.next()[0] == "front.changed"


def test_a_template_that_is_dropped_is_heard_by_a_page_that_is_open(listen, served):
    page = listen("Kit")
    page.next()
    own = served.home / "config" / "templates"
    own.mkdir(parents=True)
    (own / "error.html").write_text("mine")
    assert page.next() == ("template.changed", {})


def test_a_guest_does_not_hear_who_fronts(listen, run):
    sam = listen("Sam")
    sam.next()
    run("front", "yuki", check=True)
    run("system", "edit", "--name", "The Cast", check=True)
    assert sam.next() == ("system.changed", {})


def test_nobody_hears_nothing(listen):
    assert listen("Mallory").status == 303


def test_a_page_from_before_a_restart_is_told_to_fetch_everything(listen):
    assert listen("Kit", "?since=gone-0").next() == ("reset", {})


def test_whoever_is_signed_out_elsewhere_hears_that_last(listen, run):
    page = listen("Kit")
    page.next()
    run("user", "revoke", "Kit", check=True)
    assert page.next() == ("session.ended", {})
    assert page.client.rest() == b"\n"


def test_a_stream_has_the_headers_every_answer_has(listen):
    headers = listen("Kit").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
