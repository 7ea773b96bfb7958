"""A key a page was made with is heeded while a second press may still come."""

from __future__ import annotations

import pytest

from homestead.core.asking import Answer
from homestead.integration import again
from homestead.services import alters, fronts


class _Form(dict):
    def text(self, name, default=""):
        return self.get(name, default)

    def all(self, name):
        return [self[name]]


class Sent:
    """The request for a switch, as often as it is sent."""

    path = "/alters/front"

    def __init__(self, house, key):
        self.house = house.asked_by("Robin")
        self.asker = self.house.asker
        self.form = _Form(once=key, alter="dexen")

    def switch(self):
        fronts.switch(self.house, alters=["dexen"])
        return self.to("/")

    def to(self, where, *, did=None):
        return Answer(status=303, headers=[("Location", f"{where}?did={did}")])


@pytest.fixture
def at_home(house):
    for name in ("Seles", "Dexen"):
        alters.add(house, name=name)
    return house


@pytest.mark.parametrize(
    ("key", "passed", "fronting"),
    [
        ("page-aB3-dE6_gH9", 5, "seles"),
        ("page-aB3-dE6_gH9", 61, "dexen"),
        ("aB3-dE6_gH9", 86_400, "seles"),
    ],
)
def test_the_same_again_after_a_while(at_home, monkeypatch, key, passed, fronting):
    now = 1_000.0
    monkeypatch.setattr(again, "monotonic", lambda: now)
    requests = again.Again()
    first = Sent(at_home, key)
    requests.answer(first, first.switch)
    fronts.switch(at_home, alters=["seles"])
    now += passed
    second = Sent(at_home, key)
    requests.answer(second, second.switch)
    (here,) = fronts.current(at_home)["fronting"]
    assert here["alter"] == fronting
