"""Signing in and out: who can, who cannot, and what they learn from trying."""

from __future__ import annotations

import pytest

from homestead.core.errors import NotPermittedError, RefusedError, UsageError
from homestead.services import accounts, audit
from homestead.services.accounts import passwords

from .conftest import ELSEWHERE, PASSWORD

NEW = "staple battery"


def hash_of(house, user):
    return house.app.value("SELECT password_hash FROM users WHERE name = ?", (user,))


def actions(house):
    found = audit.listing(house, action="session")["entries"]
    return [(entry["actor"], entry["action"], entry["meta"]) for entry in found]


@pytest.mark.parametrize("name", ["Robin", "robin", "  ROBIN ", "Ｒobin"])
def test_robin_signs_in_whatever_the_case(page, sign_in, name):
    begun = sign_in(name)
    asker = accounts.asker_by_session(page, begun["session"])
    assert (asker.name, asker.role, asker.scopes) == ("Robin", "owner", None)
    assert begun["user"]["sessions"] == 1


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("Robin", "")])
def test_an_empty_form_counts_as_no_try(sign_in, name, password):
    for _ in range(30):
        with pytest.raises(UsageError):
            sign_in(name, password)
    assert sign_in()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Robin", "correct horsf"),
        ("Robin", "Correct Horse"),
        ("Robin", "x" * 100_000),
        ("Robin", "\ud83d"),
        ("Robin\0", PASSWORD + "\0"),
        ("Mallory", PASSWORD),
        ("shell", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("x" * 100_000, PASSWORD),
    ],
)
def test_mallory_does_not_learn_which_of_the_two_was_wrong(sign_in, name, password):
    with pytest.raises(NotPermittedError) as refused:
        sign_in(name, password)
    assert str(refused.value) == "That name and password do not belong together."


def test_nobody_signs_in_by_id(sign_in, users):
    with pytest.raises(NotPermittedError):
        sign_in(users["Robin"]["id"])


@pytest.mark.parametrize("name", ["Robin", "Mallory"])
def test_an_unknown_name_takes_as_much_work_as_a_known(sign_in, monkeypatch, name):
    tried = []
    monkeypatch.setattr(passwords, "fits", lambda *args: tried.append(args))
    with pytest.raises(NotPermittedError):
        sign_in(name)
    assert len(tried) == 1


def test_whose_account_is_off_learns_it_with_the_right_password_only(house, sign_in):
    accounts.user_disable(house, user="Kit")
    with pytest.raises(NotPermittedError, match="switched off"):
        sign_in("Kit")
    with pytest.raises(NotPermittedError, match="do not belong"):
        sign_in("Kit", "wrong password")


def test_whose_account_is_removed_is_a_stranger(house, sign_in):
    accounts.user_remove(house, user="Kit")
    with pytest.raises(NotPermittedError, match="do not belong"):
        sign_in("Kit")


def test_a_password_changed_meanwhile_is_the_one_that_counts(
    house, sign_in, monkeypatch
):
    fits = passwords.fits

    def slowly(*args):
        right = fits(*args)
        with house.app.transaction() as tx:
            tx.run("UPDATE users SET password_hash = 'another'")
        return right

    monkeypatch.setattr(passwords, "fits", slowly)
    with pytest.raises(NotPermittedError, match="do not belong"):
        sign_in("Kit")


def test_signing_in_renews_a_hash_made_with_old_parameters(house, sign_in, monkeypatch):
    before = hash_of(house, "Robin")
    sign_in("Robin")
    assert hash_of(house, "Robin") == before
    monkeypatch.setattr(passwords, "PASSES", 2)
    sign_in("Robin")
    assert "t=2" in hash_of(house, "Robin")
    sign_in("Robin")


def test_signing_out_ends_this_session_and_no_other(page, sign_in):
    one, other = sign_in()["session"], sign_in()["session"]
    asker = accounts.asker_by_session(page, one)
    accounts.sign_out(page.asked_by("Robin", asker=asker))
    assert accounts.asker_by_session(page, one) is None
    assert accounts.asker_by_session(page, other) is not None


def test_signing_out_twice_or_without_a_session_harms_nobody(as_user, page):
    kit = as_user("Kit")
    accounts.sign_out(kit)
    accounts.sign_out(kit)
    accounts.sign_out(page)


def test_the_log_tells_of_comings_and_goings(house, as_user):
    accounts.sign_out(as_user("Kit"))
    place = {"device": "Firefox on Android", "address": ELSEWHERE}
    assert actions(house) == [
        ("Kit", "session.end", {}),
        ("Kit", "session.begin", place),
    ]


@pytest.mark.parametrize(
    ("name", "meta"),
    [
        ("kit", {"user": "Kit", "address": ELSEWHERE}),
        ("my secret password", {"address": ELSEWHERE}),
    ],
)
def test_the_log_tells_who_was_refused_but_never_what_was_typed(
    house, sign_in, name, meta
):
    with pytest.raises(NotPermittedError):
        sign_in(name, "wrong password")
    assert actions(house) == [("nobody", "session.refuse", meta)]


def test_kit_changes_their_password_with_the_old_one(as_user, sign_in):
    accounts.password_change(as_user("Kit"), current=PASSWORD, password=NEW)
    sign_in("Kit", NEW)
    with pytest.raises(NotPermittedError):
        sign_in("Kit", PASSWORD)


def test_kit_cannot_change_it_without(as_user, sign_in):
    with pytest.raises(NotPermittedError) as refused:
        accounts.password_change(as_user("Kit"), current=NEW, password=NEW)
    assert refused.value.fields == {"current": "is not your password"}
    sign_in("Kit")


def test_a_new_password_must_be_a_possible_one(as_user):
    with pytest.raises(UsageError, match="shorter"):
        accounts.password_change(as_user("Kit"), current=PASSWORD, password="short")


def test_a_new_password_ends_the_other_sessions(page, as_user, sign_in):
    other = sign_in("Kit")["session"]
    robins = sign_in("Robin")["session"]
    kit = as_user("Kit")
    accounts.password_change(kit, current=PASSWORD, password=NEW)
    assert accounts.asker_by_session(page, other) is None
    assert accounts.asker_by_session(page, robins) is not None
    left = accounts.session_list(kit)["sessions"]
    assert [session["current"] for session in left] == [True]


def test_robin_gives_kit_a_new_password_which_ends_all_sessions(as_user, page, sign_in):
    session = sign_in("Kit")["session"]
    accounts.user_password(as_user("Robin"), user="Kit", password=NEW)
    assert accounts.asker_by_session(page, session) is None
    sign_in("Kit", NEW)


def test_a_browser_left_open_cannot_keep_robin_out(as_user):
    with pytest.raises(RefusedError, match="giving the old one"):
        accounts.user_password(as_user("Robin"), user="robin", password=NEW)


def test_the_shell_gives_anybody_a_new_password(house, sign_in):
    accounts.user_password(house, user="Robin", password=NEW)
    sign_in("Robin", NEW)


@pytest.mark.parametrize("password", ["short", "Robin", "x" * 1001])
def test_a_password_that_cannot_be_changes_nothing(house, sign_in, password):
    with pytest.raises(UsageError):
        accounts.user_password(house, user="Robin", password=password)
    sign_in("Robin")
