"""Who is signed out may do nothing more: not with what they began before, either."""

from __future__ import annotations

import socket
from contextlib import contextmanager

import pytest

from homestead.core.database import Database
from homestead.core.house import Asker
from homestead.integration import site
from homestead.integration.site import HomeSite
from homestead.services import accounts
from homestead.services.accounts import askers, sessions

FORM = "application/x-www-form-urlencoded"


@contextmanager
def begun(served, who, path, kind, body):
    """Send all of a request but its last byte; yields what sends that."""
    host, port = served.url.removeprefix("http://").split(":")
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
        f"Cookie: homestead_session={served.sessions[who]}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=20) as wire:
        wire.sendall(head.encode() + body[:-1])

        def end():
            wire.sendall(body[-1:])
            with wire.makefile("rb") as answer:
                return answer.read()

        yield end


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/alters/front", FORM, b"alter=dexen"),
        ("/api/fronts.switch", "application/json", b'{"alters": ["dexen"]}'),
    ],
)
def test_kits_request_ends_with_their_session(served, path, kind, body):
    robin = served.as_("Robin")
    with begun(served, "Kit", path, kind, body) as end:
        assert robin.call("accounts.session_revoke", user="Kit").status == 200
        assert b" 401 " in end().splitlines()[0]
    assert robin.call("fronts.current").json()["fronting"][0]["alter"] == "seles"


def test_a_request_that_takes_its_time_is_carried_out(served):
    with begun(served, "Kit", "/alters/front", FORM, b"alter=dexen") as end:
        assert b" 303 " in end().splitlines()[0]


def test_a_session_found_while_it_was_ended_is_not_kept(house, monkeypatch):
    """Two requests at once: one looks a session up, and then the other ends it."""
    robin = Asker("Robin", "owner", user=1, session=1)
    asking = HomeSite.__new__(HomeSite)
    asking._house, asking._askers, asking._askers_as_of = house, {}, (0, 0)
    cookies = {"HTTP_COOKIE": f"{site.SESSION}=secret"}

    def found(*_, **__):
        Database.commits += 1
        monkeypatch.setattr(accounts, "asker_by_session", lambda *_, **__: None)
        asking._asker(cookies)  # somebody else's, after the session was ended
        return robin

    monkeypatch.setattr(accounts, "asker_by_session", found, raising=False)
    assert asking._asker(cookies) is robin
    assert asking._asker(cookies).role == "nobody"


def test_a_session_with_the_number_of_another_is_not_the_same(house):
    for name in ("Kit", "Yuki"):
        accounts.user_add(house, name=name, password="battery staple")
    kit = signed_in(house, "Kit")
    assert askers.still(kit)
    with house.app.transaction() as tx:
        tx.delete("sessions", kit.asker.session)
    yuki = signed_in(house, "Yuki")
    assert yuki.asker.session == kit.asker.session
    assert not askers.still(kit)


def signed_in(house, name):
    place = {"address": "", "device": "", "known": ""}
    with house.app.transaction() as tx:
        user = tx.row("SELECT * FROM users WHERE name = ?", (name,))
        token = sessions.begin(tx, house, user, place=place)["session"]
    asker = accounts.asker_by_session(house, token)
    return house.asked_by(name, asker=asker)
