"""What the shell reaches of accounts, and that all of it is closed by default."""

from __future__ import annotations

import inspect

import pytest

from homestead import app
from homestead.core.errors import NotFoundError, NotPermittedError
from homestead.core.house import NOBODY, Asker
from homestead.services import accounts, audit

GIVEN = {
    "user": "Robin",
    "name": "x",
    "password": "correct horse",
    "role": "owner",
    "scopes": ["admin"],
    "token": "x",
}
DOOR = [("accounts", verb) for verb in accounts.DOOR] + [("audit", "listing")]
PAGES_ONLY = sorted(accounts._FOR_PAGES)


def needed(verb):
    """Return arguments that fit, so that nothing but the asker is wrong."""
    taken = inspect.signature(verb).parameters
    return {
        name: GIVEN[name]
        for name, parameter in taken.items()
        if name != "house" and parameter.default is inspect.Parameter.empty
    }


@pytest.mark.parametrize(("noun", "verb"), DOOR)
def test_who_has_not_signed_in_is_refused_at_every_verb(opened, users, noun, verb):
    given = needed(app.service(f"{noun}.{verb}"))
    before = opened.house.app.value("SELECT count(*) FROM audit_log")
    with pytest.raises(NotPermittedError):
        opened.call(f"{noun}.{verb}", given, actor="nobody", asker=NOBODY)
    assert opened.house.app.value("SELECT count(*) FROM audit_log") == before


@pytest.mark.parametrize(("noun", "verb"), DOOR)
@pytest.mark.parametrize("scopes", [(), ("front:write",), ("export",)])
def test_so_is_a_token_for_something_else(opened, users, noun, verb, scopes):
    asker = Asker("Robin", "owner", user=1, scopes=frozenset(scopes))
    given = needed(app.service(f"{noun}.{verb}"))
    with pytest.raises(NotPermittedError):
        opened.call(f"{noun}.{verb}", given, actor="Robin", asker=asker)


@pytest.mark.parametrize(("noun", "verb"), DOOR)
def test_every_verb_takes_what_it_takes_by_name(noun, verb):
    house, *rest = inspect.signature(app.service(f"{noun}.{verb}")).parameters.values()
    assert house.name == "house"
    assert {parameter.kind for parameter in rest} <= {inspect.Parameter.KEYWORD_ONLY}
    assert len(rest) <= 5


@pytest.mark.parametrize("verb", PAGES_ONLY)
def test_what_is_for_pages_is_there_and_not_on_the_door_of_the_shell(verb):
    assert callable(getattr(accounts, verb))
    with pytest.raises(NotFoundError):
        app.service(f"accounts.{verb}")


@pytest.mark.parametrize("verb", ["user", "_ROOMS", "__getattr__", "keys", "begin"])
def test_nothing_else_is_reached(verb):
    with pytest.raises(NotFoundError):
        app.service(f"accounts.{verb}")


def test_a_room_that_is_not_there_is_no_attribute():
    with pytest.raises(AttributeError):
        _ = accounts.user_king


def test_the_shell_may_do_all_of_it(house, users):
    assert audit.listing(house)["entries"]
    assert accounts.user_list(house)["users"]
