"""A home with an owner (Robin), a resident (Kit) and a guest (Sam)."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from homestead.core import clock
from homestead.core.house import NOBODY
from homestead.services import accounts
from homestead.services.accounts import passwords

PASSWORD = "correct horse"
NOBODYS = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("nobody's")
ELSEWHERE = "203.0.113.9"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
ROLES = {"Robin": "owner", "Kit": "resident", "Sam": "guest"}
PEOPLE = {"seles": "alter", "dexen": "alter", "yuki": "alter", "blurry": "custom"}


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Hash with next to no work; what the real work is has a test of its own."""
    monkeypatch.setattr(passwords, "MEMORY_KIB", 8)
    monkeypatch.setattr(passwords, "PASSES", 1)
    monkeypatch.setattr(passwords, "_NOBODYS", NOBODYS)


@pytest.fixture
def users(house):
    """Robin, Kit and Sam, each with the same password; their ids by name."""
    return {
        name: accounts.user_add(house, name=name, password=PASSWORD, role=role)["user"]
        for name, role in ROLES.items()
    }


@pytest.fixture
def alters(house):
    """Seles, Dexen and Yuki, and one is sometimes Blurry; their rows by handle."""
    now = clock.now()
    moments = {"created_at": now, "updated_at": now}
    with house.app.transaction() as tx:
        return {
            who: tx.insert(
                "alters",
                {"uid": who, "handle": who, "name": who.title(), "kind": kind}
                | moments,
            )
            for who, kind in PEOPLE.items()
        }


@pytest.fixture
def page(house):
    """The home as a page sees it before anybody has signed in."""
    return house.asked_by(NOBODY.name, asker=NOBODY)


@pytest.fixture
def sign_in(page, users):
    """Sign somebody in: `sign_in("Kit")`."""

    def go(name="Robin", password=PASSWORD, address=ELSEWHERE, **more):
        place = {"address": address, "device": PHONE}
        return accounts.sign_in(page, name=name, password=password, **place | more)

    return go


@pytest.fixture
def as_user(page, sign_in):
    """Return the home as somebody signed in sees it: `as_user("Kit")`."""

    def seen(name, **more):
        token = sign_in(name, **more)["session"]
        asker = accounts.asker_by_session(page, token)
        return page.asked_by(asker.name, asker=asker)

    return seen


class Clock:
    """A clock that tests turn on by hand."""

    def __init__(self):
        self.at = 1_800_000_000_000

    def now(self):
        return self.at

    def turn(self, millis):
        self.at += millis


@pytest.fixture
def hours(monkeypatch):
    """The clock of this home, in the test's hand."""
    turned = Clock()
    monkeypatch.setattr(clock, "now", turned.now)
    return turned
