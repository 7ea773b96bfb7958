"""Who may do what: the table, and what is made of it."""

from __future__ import annotations

import pytest

from homestead.core.errors import NotPermittedError
from homestead.core.house import NOBODY, SHELL, Asker
from homestead.services import access

KIT = Asker("Kit", "resident", user=2)

MAY = {
    "owner": set(access.PERMISSIONS),
    "resident": {
        "shared.read",
        "account.own",
        "front.read",
        "front.switch",
        "record.read",
        "record.edit",
        "alter.read",
        "alter.edit",
        "system.edit",
        "change.undo",
        "post.read",
        "post.write",
        "token.own",
    },
    "guest": {"shared.read", "account.own"},
    "nobody": set(),
    "": set(),
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_may_exactly_this(role):
    asker = Asker("somebody", role, user=7)
    allowed = {what for what in access.PERMISSIONS if access.may(asker, what)}
    assert allowed == MAY[role]


def test_whoever_holds_the_files_may_everything():
    assert all(access.may(SHELL, what) for what in access.PERMISSIONS)


def test_who_has_not_signed_in_may_nothing():
    assert not any(access.may(NOBODY, what) for what in access.PERMISSIONS)


@pytest.mark.parametrize("scope", access.SCOPES)
@pytest.mark.parametrize("role", access.ROLES)
def test_a_scope_never_gives_more_than_the_role(role, scope):
    asker = Asker("somebody", role, user=7, scopes=frozenset([scope]))
    allowed = {what for what in access.PERMISSIONS if access.may(asker, what)}
    assert allowed == MAY[role] & set(access.SCOPES[scope])


@pytest.mark.parametrize("scopes", [[], ["unknown"], ["front.switch"], [""]])
def test_scopes_nobody_knows_give_nothing(scopes):
    asker = Asker("Robin", "owner", user=1, scopes=frozenset(scopes))
    assert not any(access.may(asker, what) for what in access.PERMISSIONS)


def test_every_scope_is_of_permissions_that_exist():
    for permissions in access.SCOPES.values():
        assert set(permissions) <= set(access.PERMISSIONS)


def test_only_admin_reaches_accounts_and_the_home_itself():
    reach = {
        one
        for scope, permissions in access.SCOPES.items()
        for one in permissions
        if scope != "admin"
    }
    assert not {"account.own", "token.own", "user.manage", "setting.edit"} & reach


def test_a_permission_that_does_not_exist_is_a_mistake_not_a_no():
    for asker in (SHELL, NOBODY):
        with pytest.raises(KeyError):
            access.may(asker, "front.swich")


def test_a_refusal_says_who_and_what():
    with pytest.raises(NotPermittedError) as refused:
        access.require(KIT, "module.manage")
    assert str(refused.value) == "Kit may not do that here (module: manage)."
    assert refused.value.status == 403


def test_a_refusal_says_when_it_is_the_token():
    narrow = Asker("Kit", "resident", user=2, scopes=frozenset(["front:read"]))
    with pytest.raises(NotPermittedError, match="token does not reach that far"):
        access.require(narrow, "front.switch")


def test_what_is_allowed_passes():
    access.require(KIT, "front.switch")


@pytest.mark.parametrize(
    ("asker", "may"),
    [
        (SHELL, True),
        (Asker("Robin", "owner", alters=frozenset([2])), True),
        (KIT, True),
        (Asker("Kit", "resident", alters=frozenset([1, 2])), True),
        (Asker("Kit", "resident", alters=frozenset([2])), False),
        (Asker("Kit", "resident", alters=frozenset()), False),
        (Asker("Sam", "guest"), False),
        (NOBODY, False),
    ],
)
def test_who_may_act_as_the_first_alter(asker, may):
    assert access.may_act_as(asker, 1) is may


def test_a_home_seen_by_another_is_still_the_same_home(house):
    seen = house.asked_by("Kit", asker=KIT)
    assert (seen.actor, seen.asker) == ("Kit", KIT)
    assert house.asker is SHELL
    assert seen.asked_by("Kit again").asker is KIT
    assert seen.kept("a list", list) is house.kept("a list", list)
