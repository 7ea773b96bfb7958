"""Pages are told that something changed; what it is they have to be allowed to see."""

import pytest

from homestead.core.house import Asker
from homestead.core.streams import Notice
from homestead.services import access, accounts, fronts, notices


@pytest.fixture
def heard(house):
    """Every notice of what happens in the home."""
    found = []
    house.events.listen(lambda *event: found.append(notices.told(*event)))
    return found


def test_a_switch_says_whom_it_touched_and_nothing_of_them(cast, house, heard):
    change = fronts.switch(house, alters=["seles"], status="very tired")["change"]
    fronts.switch(house, alters=["dexen"])
    first, second = heard
    assert first == Notice("front.read", {"change": change, "alters": ["seles"]})
    assert second.says["alters"] == ["dexen", "seles"]


def test_an_edit_says_who_was_edited(cast, call, heard):
    call("alters.edit", alter="seles", pronouns="she/her")
    assert heard == [Notice("alter.read", {"alter": "seles"})]


def test_every_event_told_needs_a_permission_there_is(house, heard):
    assert set(notices._NEEDS.values()) <= set(access.PERMISSIONS)


def test_an_event_nobody_thought_of_is_told_to_nobody():
    assert notices.told("diary.changed", {"alter": "seles"}) is None


@pytest.mark.parametrize(
    ("name", "role", "hears"),
    [
        ("front.changed", "owner", True),
        ("front.changed", "resident", True),
        ("front.changed", "guest", False),
        ("user.changed", "resident", False),
        ("user.changed", "owner", True),
        ("system.changed", "guest", True),
    ],
)
def test_who_hears_what(house, name, role, hears):
    asked = house.asked_by("Kit", asker=Asker("Kit", role))
    assert notices.hears(asked, notices.told(name, {}).needs) is hears


def test_a_token_hears_no_further_than_it_reaches(house):
    asker = Asker("Kit", "resident", scopes=frozenset(["front:read"]))
    asked = house.asked_by("Kit", asker=asker)
    assert notices.hears(asked, "front.read")
    assert not notices.hears(asked, "alter.read")


@pytest.fixture
def kit(house):
    """Kit, signed in; returns the home as Kit sees it."""
    accounts.user_add(house, name="Robin", password="correct horse", role="owner")
    accounts.user_add(house, name="Kit", password="correct horse", role="resident")
    given = {"name": "Kit", "password": "correct horse", "address": "192.0.2.1"}
    session = accounts.sign_in(house, **given)["session"]
    return house.asked_by("Kit", asker=accounts.asker_by_session(house, session))


@pytest.fixture
def script(house, kit):
    """A script of Kit's; returns the home as it sees it."""
    made = accounts.token_create(kit, name="widget", scopes=["front:read"])
    asker = accounts.asker_by_token(house, made["token"]["secret"])
    return house.asked_by("Kit", asker=asker)


def test_who_is_signed_in_may_go_on_listening(kit, script, house):
    assert notices.still(kit)
    assert notices.still(script)
    assert notices.still(house)


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("session_revoke", {}),
        ("user_disable", {}),
        ("user_remove", {}),
        ("user_role", {"role": "guest"}),
    ],
)
def test_who_is_shut_out_or_made_another_may_not(house, kit, verb, more):
    getattr(accounts, verb)(house, user="Kit", **more)
    assert not notices.still(kit)


def test_who_signed_out_may_not(kit):
    accounts.sign_out(kit)
    assert not notices.still(kit)


def test_whose_session_has_run_out_may_not(house, kit):
    with house.app.transaction() as tx:
        tx.run("UPDATE sessions SET expires_at = 1")
    assert not notices.still(kit)


@pytest.mark.parametrize("event", ["session.ended", "user.changed"])
def test_then_it_is_asked_at_once(event):
    assert notices.settles(event)
    assert not notices.settles("front.changed")


def test_a_revoked_token_hears_nothing_more(house, kit, script):
    accounts.token_revoke(kit, token="widget")
    assert not notices.still(script)
    assert notices.still(kit)
