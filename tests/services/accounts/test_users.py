"""Users: who has an account, and who may change that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.services import accounts
from homestead.services.accounts import names

PASSWORD = "correct horse"


def add(house, name, **more):
    return accounts.user_add(house, name=name, password=PASSWORD, **more)["user"]


def called(house, **more):
    return [user["user"] for user in accounts.user_list(house, **more)["users"]]


def test_an_account_is_a_residents_unless_said_otherwise(house):
    kit = add(house, "Kit")
    assert kit["role"] == "resident"
    assert kit["alters"] is None
    assert (kit["sessions"], kit["tokens"], kit["disabled"]) == (0, 0, None)


def test_users_are_listed_by_name(house):
    for name in ("sam", "Ångström", "Kit", "ROBIN", "ユキ"):
        add(house, name)
    assert called(house) == ["Kit", "ROBIN", "sam", "Ångström", "ユキ"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Kit\n", "Kit"),
        ("ユキ 🌸", "ユキ 🌸"),
        ("Jose\N{COMBINING ACUTE ACCENT}", "José"),
        ("Kit\0\x1b[31m", "Kit[31m"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Kit", "Kit"),
        ("--role", "--role"),
        ("'; DROP TABLE users; --", "'; DROP TABLE users; --"),
        ("x" * 60, "x" * 60),
    ],
)
def test_a_user_may_be_called_anything_one_can_read(house, name, kept):
    assert add(house, name)["user"] == kept
    assert called(house) == [kept]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "cannot be empty"),
        (" \t\n", "cannot be empty"),
        ("\N{ZERO WIDTH SPACE}\N{HANGUL FILLER}", "cannot be empty"),
        ("x" * 61, "cannot have more than 60 letters"),
        ("shell", "cannot be shell, which Homestead itself uses"),
        ("Nobody", "cannot be Nobody, which Homestead itself uses"),
    ],
)
def test_what_cannot_be_a_name_is_said_plainly(house, name, problem):
    with pytest.raises(UsageError) as refused:
        add(house, name)
    assert refused.value.fields == {"name": problem}
    assert called(house) == []


@pytest.mark.parametrize(
    "name", ["kit", "KIT", "ｋｉｔ", " Kit ", "K\N{SOFT HYPHEN}it"]
)
def test_a_name_is_taken_in_every_spelling(house, name):
    add(house, "Kit")
    with pytest.raises(ConflictError) as refused:
        add(house, name)
    assert refused.value.fields == {"name": "is taken"}


@given(st.text(max_size=80))
def test_folding_a_name_twice_changes_nothing(name):
    folded = names.fold(name)
    assert names.fold(folded) == folded


@pytest.mark.parametrize("word", ["Kit", "kit", "KIT "])
def test_a_user_is_found_by_name_in_any_case(house, users, word):
    assert accounts.user_show(house, user=word)["user"]["id"] == users["Kit"]["id"]


def test_a_user_is_found_by_id(house, users):
    shown = accounts.user_show(house, user=users["Sam"]["id"])
    assert shown["user"]["user"] == "Sam"


def test_a_misspelt_name_suggests_the_right_one(house, users):
    with pytest.raises(NotFoundError, match="no user called 'Robbin'") as missed:
        accounts.user_show(house, user="Robbin")
    assert missed.value.hint == "Did you mean Robin?"


def test_a_very_long_name_is_not_repeated_whole(house, users):
    with pytest.raises(NotFoundError) as missed:
        accounts.user_show(house, user="x" * 5000)
    assert len(missed.value.message) < 100


def test_a_user_can_be_called_something_else(house, users):
    accounts.user_rename(house, user="kit", name="Kite")
    assert called(house) == ["Kite", "Robin", "Sam"]
    with pytest.raises(ConflictError):
        accounts.user_rename(house, user="Kite", name="ROBIN")


def test_a_user_can_change_the_case_of_their_own_name(as_user):
    kit = as_user("Kit")
    assert accounts.user_rename(kit, user="Kit", name="KIT")["user"]["user"] == "KIT"


@pytest.mark.parametrize("role", ["owner", "guest", "resident"])
def test_a_role_can_be_given(house, users, role):
    assert accounts.user_role(house, user="Kit", role=role)["user"]["role"] == role


@pytest.mark.parametrize("role", ["admin", "", "Owner", "shell"])
def test_there_are_no_other_roles(house, users, role):
    with pytest.raises(UsageError, match="no role"):
        accounts.user_role(house, user="Kit", role=role)
    with pytest.raises(UsageError, match="no role"):
        add(house, "Mallory", role=role)


def demote(house, user):
    return accounts.user_role(house, user=user, role="guest")


def disable(house, user):
    return accounts.user_disable(house, user=user)


def remove(house, user):
    return accounts.user_remove(house, user=user)


@pytest.mark.parametrize("leave", [demote, disable, remove])
def test_a_home_is_never_without_an_owner(house, users, leave):
    with pytest.raises(ConflictError, match="Robin is the only owner"):
        leave(house, "Robin")
    accounts.user_role(house, user="Kit", role="owner")
    leave(house, "Robin")
    with pytest.raises(ConflictError, match="Kit is the only owner"):
        leave(house, "Kit")


def test_a_disabled_owner_does_not_count(house, users):
    accounts.user_role(house, user="Kit", role="owner")
    accounts.user_disable(house, user="Kit")
    with pytest.raises(ConflictError, match="only owner"):
        accounts.user_remove(house, user="Robin")


def test_an_account_is_switched_off_and_on(house, users):
    assert disable(house, "Kit")["user"]["disabled"]
    assert accounts.user_enable(house, user="Kit")["user"]["disabled"] is None


def test_switching_off_twice_keeps_since_when(house, users, hours):
    first = disable(house, "Kit")
    hours.turn(1000)
    assert disable(house, "Kit") == first


def test_a_removed_account_comes_back_as_it_was(house, users, sign_in):
    remove(house, "Kit")
    assert called(house) == ["Robin", "Sam"]
    assert called(house, removed=True) == ["Kit"]
    accounts.user_restore(house, user="kit")
    assert sign_in("Kit")["user"]["id"] == users["Kit"]["id"]


def test_whose_name_is_taken_cannot_come_back(house, users):
    remove(house, "Kit")
    add(house, "KIT")
    with pytest.raises(ConflictError):
        accounts.user_restore(house, user="Kit")


def test_who_was_not_removed_cannot_come_back(house, users):
    with pytest.raises(NotFoundError, match="was removed"):
        accounts.user_restore(house, user="Kit")


def test_a_removed_name_tells_how_to_bring_it_back(house, users):
    remove(house, "Kit")
    with pytest.raises(NotFoundError) as missed:
        disable(house, "Kit")
    assert "user restore" in missed.value.hint


ONLY_OWNERS = {
    "list": accounts.user_list,
    "add": lambda house: add(house, "Mallory"),
    "role": lambda house: accounts.user_role(house, user="Kit", role="owner"),
    "rename": lambda house: accounts.user_rename(house, user="Robin", name="x"),
    "password": lambda house: accounts.user_password(
        house, user="Robin", password="mine from now on"
    ),
    "alters": lambda house: accounts.user_alters(house, user="Kit"),
    "disable": lambda house: disable(house, "Robin"),
    "enable": lambda house: accounts.user_enable(house, user="Kit"),
    "remove": lambda house: remove(house, "Robin"),
    "restore": lambda house: accounts.user_restore(house, user="Kit"),
    "show": lambda house: accounts.user_show(house, user="Robin"),
    "sessions": lambda house: accounts.session_list(house, user="Robin"),
    "revoke": lambda house: accounts.session_revoke(house, user="Robin"),
    "tokens": lambda house: accounts.token_list(house, user="Robin"),
    "link": accounts.first_link,
}


@pytest.mark.parametrize("ask", ONLY_OWNERS.values(), ids=ONLY_OWNERS)
@pytest.mark.parametrize("who", ["Kit", "Sam"])
def test_nobody_but_an_owner_manages_others(as_user, who, ask):
    with pytest.raises(NotPermittedError):
        ask(as_user(who))


@pytest.mark.parametrize("ask", ONLY_OWNERS.values(), ids=ONLY_OWNERS)
def test_who_has_not_signed_in_manages_nobody(page, users, ask):
    with pytest.raises(NotPermittedError):
        ask(page)


def test_whoever_may_not_look_does_not_learn_who_exists(as_user):
    kit = as_user("Kit")
    for word in ("Robin", "Nemo"):
        with pytest.raises(NotPermittedError, match="Kit may not do that"):
            accounts.user_show(kit, user=word)


def test_pages_hear_of_every_change(house, users):
    heard = []
    house.events.listen(lambda name, facts: heard.append((name, facts["user"])))
    accounts.user_role(house, user="Kit", role="guest")
    assert heard == [("user.changed", users["Kit"]["id"])]


def test_accounts_are_no_part_of_undo(house, users):
    assert house.app.value("SELECT count(*) FROM changes") == 0
