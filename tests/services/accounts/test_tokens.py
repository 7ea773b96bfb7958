"""API tokens: for scripts, for no more than they need, until revoked."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.services import access, accounts, audit


@pytest.fixture
def create(house, users):
    def made(name="widget", scopes=("front:read",), user="Kit", **more):
        created = accounts.token_create(
            house, name=name, scopes=scopes, user=user, **more
        )
        return created["token"]

    return made


def asker(house, token):
    return accounts.asker_by_token(house, token["secret"])


def names(house, **more):
    return [token["name"] for token in accounts.token_list(house, **more)["tokens"]]


def test_a_token_acts_for_its_user_within_its_scopes(house, create):
    kit = asker(house, create(scopes=["front:write"]))
    assert (kit.name, kit.role, kit.session) == ("Kit", "resident", None)
    assert access.may(kit, "front.switch")
    assert not access.may(kit, "alter.edit")


def test_the_secret_is_told_once(house, create):
    secret = create()["secret"]
    assert secret.startswith("homestead_")
    assert len(secret) == len("homestead_") + 43
    (listed,) = accounts.token_list(house)["tokens"]
    assert "secret" not in listed
    assert secret not in str(listed)


def test_a_token_says_when_it_was_used_last(house, create, hours):
    token = create()
    assert token["last_used"] is None
    asker(house, token)
    hours.turn(clock.MINUTE)
    asker(house, token)
    (listed,) = accounts.token_list(house)["tokens"]
    assert listed["last_used"] == token["created"]


def test_a_token_lasts_as_long_as_was_said(house, create, hours):
    token = create(days=7)
    hours.turn(7 * clock.DAY - 1)
    assert asker(house, token)
    hours.turn(1)
    assert asker(house, token) is None


def test_without_days_a_token_lasts(house, create, hours):
    token = create()
    hours.turn(3650 * clock.DAY)
    assert asker(house, token)


@pytest.mark.parametrize("days", [0, -1, 3651, 10**18])
def test_no_token_lasts_for_no_time_or_for_ever(create, days):
    with pytest.raises(UsageError, match="1 to 3650"):
        create(days=days)


@pytest.mark.parametrize("word", ["name", "token"])
def test_a_revoked_token_opens_nothing(house, create, word):
    token = create()
    accounts.token_revoke(house, token=token[word], user="Kit")
    assert asker(house, token) is None
    assert names(house) == []
    with pytest.raises(NotFoundError):
        accounts.token_revoke(house, token=token[word], user="Kit")


@pytest.mark.parametrize("end", ["user_disable", "user_remove"])
def test_no_token_outlives_its_user(house, create, end):
    token = create()
    getattr(accounts, end)(house, user="Kit")
    assert asker(house, token) is None


def test_tokens_rest_while_an_account_is_off_and_end_when_it_is_removed(house, create):
    token = create()
    accounts.user_disable(house, user="Kit")
    accounts.user_enable(house, user="Kit")
    assert asker(house, token)
    accounts.user_remove(house, user="Kit")
    accounts.user_restore(house, user="Kit")
    assert asker(house, token) is None


def test_a_token_shrinks_with_its_users_role(house, create):
    token = create(scopes=["admin"])
    accounts.user_role(house, user="Kit", role="guest")
    assert not access.may(asker(house, token), "front.read")
    assert access.may(asker(house, token), "shared.read")


def test_a_name_is_free_again_once_its_token_is_revoked(house, create):
    create()
    with pytest.raises(ConflictError, match="widget already"):
        create()
    create(user="Robin")
    accounts.token_revoke(house, token="widget", user="Kit")
    create()


@pytest.mark.parametrize("name", ["", " ", "\N{ZERO WIDTH SPACE}", "x" * 61])
def test_a_token_needs_a_name_one_can_read(create, name):
    with pytest.raises(UsageError, match="1 to 60"):
        create(name=name)


@pytest.mark.parametrize("scopes", [[], ["everything"], ["front:read", "front.read"]])
def test_a_token_needs_scopes_that_exist(create, scopes):
    with pytest.raises(UsageError) as refused:
        create(scopes=scopes)
    assert "front:read" in refused.value.hint


@pytest.mark.parametrize(
    ("user", "scope"), [("Kit", "export"), ("Sam", "front:read"), ("Sam", "export")]
)
def test_no_token_promises_more_than_its_user_may(create, user, scope):
    with pytest.raises(UsageError, match="may not do what the scope"):
        create(scopes=[scope], user=user)


def test_a_scope_named_twice_counts_once(create):
    assert create(scopes=["front:read"] * 3)["scopes"] == ["front:read"]


def test_kit_makes_and_revokes_their_own(as_user):
    kit = as_user("Kit")
    accounts.token_create(kit, name="mine", scopes=["front:read"])
    assert names(kit) == ["mine"]
    accounts.token_revoke(kit, token="mine")
    assert names(kit) == []


def test_kit_does_not_see_or_make_those_of_robin(as_user, create):
    create(user="Robin")
    kit = as_user("Kit")
    assert names(kit) == []
    for act in (
        lambda: accounts.token_create(kit, name="x", scopes=["admin"], user="Robin"),
        lambda: accounts.token_revoke(kit, token="widget", user="Robin"),
        lambda: accounts.token_list(kit, user="Robin"),
    ):
        with pytest.raises(NotPermittedError):
            act()


def test_robin_sees_and_revokes_everybodys(as_user, create):
    create()
    robin = as_user("Robin")
    assert names(robin) == ["widget"]
    assert names(robin, user="Robin") == []
    accounts.token_revoke(robin, token="widget", user="Kit")


def test_a_guest_has_no_tokens(as_user):
    with pytest.raises(NotPermittedError):
        accounts.token_create(as_user("Sam"), name="x", scopes=["admin"])


@pytest.mark.parametrize("scope", sorted(set(access.SCOPES) - {"admin"}))
def test_a_token_cannot_make_itself_a_stronger_one(house, create, scope):
    robin = asker(house, create(scopes=[scope], user="Robin"))
    weak = house.asked_by("Robin", asker=robin)
    for act in (
        lambda: accounts.token_create(weak, name="x", scopes=["admin"]),
        lambda: accounts.token_list(weak),
        lambda: accounts.user_add(weak, name="x", password="correct horse"),
        lambda: accounts.session_list(weak),
        lambda: accounts.user_show(weak),
    ):
        with pytest.raises(NotPermittedError, match="does not reach that far"):
            act()


def test_the_shell_means_the_only_owner(house, create):
    token = create(user=None)
    assert token["user"] == "Robin"
    accounts.user_role(house, user="Kit", role="owner")
    with pytest.raises(UsageError, match="Say which user"):
        create(user=None)


@pytest.mark.parametrize("text", ["", "homestead_", "widget", "Bearer homestead_x"])
def test_what_is_no_token_opens_nothing(house, create, text):
    create()
    assert accounts.asker_by_token(house, text) is None


def test_a_session_is_no_token_and_a_token_no_session(house, create, sign_in):
    assert accounts.asker_by_token(house, sign_in()["session"]) is None
    assert accounts.asker_by_session(house, create()["secret"]) is None


@pytest.mark.parametrize("revoke", [False, True])
def test_a_new_password_ends_tokens_where_that_is_asked_for(house, create, revoke):
    token, robins = create(), create(user="Robin")
    accounts.user_password(
        house, user="Kit", password="battery staple", revoke_tokens=revoke
    )
    assert (asker(house, token) is None) is revoke
    assert asker(house, robins)


def test_kit_ends_their_own_tokens_with_their_password(house, create, as_user):
    token = create()
    change = {"current": "correct horse", "password": "battery staple"}
    accounts.password_change(as_user("Kit"), **change, revoke_tokens=True)
    assert asker(house, token) is None
    (entry,) = audit.listing(house, action="user.password")["entries"]
    assert entry["meta"]["revoked"] == 1
