"""Sessions: signed in on a device until it is long unused, or somebody ends it."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homestead.core import clock
from homestead.core.errors import NotFoundError, NotPermittedError
from homestead.services import accounts
from homestead.services.accounts import keys

from .conftest import ELSEWHERE

WEEK = 7 * clock.DAY


def last_used(house):
    return house.app.value("SELECT last_used_at FROM sessions")


def listed(house, **more):
    return accounts.session_list(house, **more)["sessions"]


def test_a_session_says_where_it_is(as_user):
    (session,) = listed(as_user("Kit"))
    assert session["device"] == "Firefox on Android"
    assert session["address"] == ELSEWHERE
    assert session["current"]


@given(st.text() | st.text(alphabet="-_ABCabc012", min_size=43, max_size=43))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_forged_tokens_open_nothing(page, users, text):
    assert accounts.asker_by_session(page, text) is None
    assert accounts.asker_by_token(page, text) is None
    assert accounts.asker_by_token(page, f"homestead_{text}") is None


def test_a_token_changed_by_one_letter_opens_nothing(page, sign_in):
    token = sign_in()["session"]
    forged = token[:-1] + ("A" if token[-1] != "A" else "E")
    assert accounts.asker_by_session(page, forged) is None
    assert accounts.asker_by_session(page, token.swapcase()) is None
    assert accounts.asker_by_session(page, f" {token}") is None


def test_a_device_token_is_no_session(page, sign_in):
    assert accounts.asker_by_session(page, sign_in()["device"]) is None


def test_the_hash_that_is_kept_opens_nothing(page, house, sign_in):
    sign_in()
    kept = house.app.value("SELECT token_hash FROM sessions")
    assert accounts.asker_by_session(page, kept) is None


def test_every_token_is_new_and_long(sign_in):
    tokens = {sign_in()["session"] for _ in range(8)}
    assert len(tokens) == 8
    assert {len(token) for token in tokens} == {43}


def test_a_token_has_all_its_randomness(monkeypatch):
    asked = []
    monkeypatch.setattr(os, "urandom", lambda n: asked.append(n) or bytes(n))
    assert keys.fresh() == "A" * 43
    assert asked == [32]


def test_a_session_not_used_for_a_month_is_over(page, hours, sign_in):
    token = sign_in()["session"]
    hours.turn(30 * clock.DAY)
    assert accounts.asker_by_session(page, token) is None


def test_being_used_keeps_a_session_alive(page, hours, sign_in):
    token = sign_in()["session"]
    for _ in range(10):
        hours.turn(WEEK)
        assert accounts.asker_by_session(page, token)
    hours.turn(30 * clock.DAY)
    assert accounts.asker_by_session(page, token) is None


def test_how_long_a_session_lasts_is_a_setting(page, hours, sign_in, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_SESSION_DAYS", "2")
    page.reload()
    token = sign_in()["session"]
    hours.turn(2 * clock.DAY - 1)
    assert accounts.asker_by_session(page, token)
    hours.turn(2 * clock.DAY)
    assert accounts.asker_by_session(page, token) is None


def test_using_a_session_is_written_down_every_five_minutes_at_most(
    house, page, hours, sign_in
):
    token, begun = sign_in()["session"], hours.now()
    for _ in range(4):
        hours.turn(clock.MINUTE)
        accounts.asker_by_session(page, token)
        assert last_used(house) == begun
    hours.turn(clock.MINUTE)
    accounts.asker_by_session(page, token, address="192.0.2.1")
    assert last_used(house) == hours.now()
    assert listed(house, user="Robin")[0]["address"] == "192.0.2.1"


def test_a_home_that_can_only_be_read_can_be_looked_at(
    page, hours, sign_in, monkeypatch
):
    token = sign_in()["session"]
    hours.turn(clock.HOUR)
    monkeypatch.setattr(page.app, "read_only", True)
    assert accounts.asker_by_session(page, token)


def test_expired_sessions_are_not_listed_and_leave_no_rows(house, hours, sign_in):
    sign_in("Kit")
    hours.turn(31 * clock.DAY)
    assert listed(house, user="Kit") == []
    sign_in("Robin")
    assert house.app.value("SELECT count(*) FROM sessions") == 1


@pytest.mark.parametrize("end", ["user_disable", "user_remove"])
def test_sessions_end_with_the_account_and_do_not_come_back(house, page, sign_in, end):
    token = sign_in("Kit")["session"]
    getattr(accounts, end)(house, user="Kit")
    assert accounts.asker_by_session(page, token) is None
    back = {"user_disable": "user_enable", "user_remove": "user_restore"}
    getattr(accounts, back[end])(house, user="Kit")
    assert accounts.asker_by_session(page, token) is None


def test_a_role_taken_away_is_gone_at_once(house, page, sign_in):
    token = sign_in("Kit")["session"]
    accounts.user_role(house, user="Kit", role="guest")
    assert accounts.asker_by_session(page, token).role == "guest"


def test_kit_ends_one_of_their_sessions(page, as_user, sign_in):
    token = sign_in("Kit")["session"]
    kit = as_user("Kit")
    lost = next(one for one in listed(kit) if not one["current"])
    assert accounts.session_revoke(kit, session=lost["session"]) == {"revoked": 1}
    assert accounts.asker_by_session(page, token) is None
    assert len(listed(kit)) == 1


def test_a_session_ended_already_is_told_of(as_user, sign_in):
    sign_in("Kit")
    kit = as_user("Kit")
    lost = next(one for one in listed(kit) if not one["current"])
    accounts.session_revoke(kit, session=lost["session"])
    with pytest.raises(NotFoundError, match="ended already"):
        accounts.session_revoke(kit, session=lost["session"])


def test_kit_ends_all_sessions_but_this(as_user, sign_in):
    for _ in range(3):
        sign_in("Kit")
    kit = as_user("Kit")
    assert accounts.session_revoke(kit) == {"revoked": 3}
    assert [session["current"] for session in listed(kit)] == [True]


def test_robin_ends_kits_sessions_and_keeps_their_own(as_user, sign_in):
    sign_in("Kit")
    robin = as_user("Robin")
    assert accounts.session_revoke(robin, user="Kit") == {"revoked": 1}
    assert len(listed(robin)) == 1


def test_kit_cannot_end_a_session_of_robin(as_user):
    (robins,) = listed(as_user("Robin"))
    with pytest.raises(NotFoundError):
        accounts.session_revoke(as_user("Kit"), session=robins["session"])


def test_kit_sees_only_their_own_sessions(as_user):
    kit = as_user("Kit")
    as_user("Robin")
    assert len(listed(kit)) == 1
    assert listed(kit) == listed(kit, user="Kit")
    with pytest.raises(NotPermittedError):
        listed(kit, user="Robin")


def test_pages_hear_which_sessions_ended(house, as_user):
    heard = []
    (session,) = listed(as_user("Kit"))
    house.events.listen(lambda name, facts: heard.append((name, facts)))
    accounts.session_revoke(house, user="Kit")
    assert heard == [("session.ended", {"sessions": [session["session"]]})]


def test_every_browser_has_one_device_for_all_its_users(house, sign_in):
    first = sign_in("Kit")["device"]
    assert sign_in("Kit", known=first)["device"] == first
    assert sign_in("Robin", known=first)["device"] == first
    assert house.app.value("SELECT count(*) FROM devices") == 2


@pytest.mark.parametrize("known", ["", "x" * 43, "\ud83d", "0" * 10_000])
def test_a_made_up_device_becomes_a_new_one(sign_in, known):
    device = sign_in("Kit", known=known)["device"]
    assert device != known
    assert len(device) == 43


def test_devices_long_unused_are_forgotten(house, hours, sign_in):
    device = sign_in("Kit")["device"]
    hours.turn(401 * clock.DAY)
    assert sign_in("Kit", known=device)["device"] != device
    assert house.app.value("SELECT count(*) FROM devices") == 1
