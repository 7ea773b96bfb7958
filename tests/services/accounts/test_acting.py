"""Whom a user may act as, and whom they do."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import NotFoundError, NotPermittedError, UsageError
from homestead.services import access, accounts


@pytest.fixture
def front(house, alters):
    """Put somebody at the front: `front("dexen", tier="co-front")`."""

    def stand(*handles, tier="primary"):
        with house.app.transaction() as tx:
            for position, handle in enumerate(handles):
                facts = {"alter_id": alters[handle], "position": position, "tier": tier}
                now = clock.now() - 1000
                moments = {"started_at": now, "created_at": now}
                tx.insert("fronts", {"uid": f"{handle}{tier}"} | facts | moments)

    return stand


def allow(house, *handles):
    shown = accounts.user_alters(house, user="Kit", alters=handles)
    return shown["user"]["alters"]


def test_a_resident_may_act_as_all_until_some_are_listed(house, as_user, alters):
    assert access.may_act_as(as_user("Kit").asker, alters["seles"])
    assert allow(house, "dexen", "Yuki") == ["dexen", "yuki"]
    kit = as_user("Kit").asker
    allowed = {who for who, row in alters.items() if access.may_act_as(kit, row)}
    assert allowed == {"dexen", "yuki"}
    assert allow(house) is None
    assert access.may_act_as(as_user("Kit").asker, alters["seles"])


def test_naming_somebody_twice_lists_them_once(house, users, alters):
    assert allow(house, "dexen", "Dexen", "dexen") == ["dexen"]


@pytest.mark.parametrize(
    ("handle", "error"), [("blurry", UsageError), ("nemo", NotFoundError)]
)
def test_only_alters_can_be_listed(house, users, alters, handle, error):
    allow(house, "seles")
    with pytest.raises(error):
        allow(house, "dexen", handle)
    shown = accounts.user_show(house, user="Kit")
    assert shown["user"]["alters"] == ["seles"]


def test_that_an_alter_goes_never_makes_it_more(house, as_user, alters):
    allow(house, "dexen")
    with house.app.transaction() as tx:
        tx.update("alters", alters["dexen"], {"deleted_at": clock.now()})
    kit = as_user("Kit")
    assert accounts.user_show(kit)["user"]["alters"] == []
    assert not access.may_act_as(kit.asker, alters["seles"])


def test_owners_act_as_anybody_and_guests_as_nobody(house, as_user, alters):
    accounts.user_alters(house, user="Robin", alters=["seles"])
    assert access.may_act_as(as_user("Robin").asker, alters["dexen"])
    assert not access.may_act_as(as_user("Sam").asker, alters["dexen"])


def test_kit_chooses_whom_to_act_as_for_one_session(house, page, sign_in, alters):
    one, other = (sign_in("Kit")["session"] for _ in range(2))

    def seen(token):
        asker = accounts.asker_by_session(page, token)
        return page.asked_by(asker.name, asker=asker)

    assert accounts.act_as(seen(one), alter="dexen") == {"acting": "dexen"}
    assert access.acting(seen(one)) == alters["dexen"]
    assert access.acting(seen(other)) is None
    listed = accounts.session_list(house, user="Kit")["sessions"]
    assert sorted(session["acting"] or "" for session in listed) == ["", "dexen"]
    assert accounts.act_as(seen(one)) == {"acting": None}
    assert access.acting(seen(one)) is None


def test_kit_cannot_act_as_whom_they_may_not(house, as_user, alters):
    allow(house, "dexen")
    with pytest.raises(NotPermittedError, match="act as Seles"):
        accounts.act_as(as_user("Kit"), alter="seles")


def test_nobody_acts_as_a_custom_front(as_user, alters):
    with pytest.raises(UsageError, match="Blurry is a custom front"):
        accounts.act_as(as_user("Kit"), alter="blurry")


def test_the_shell_acts_as_nobody(house, users, alters):
    with pytest.raises(UsageError, match="browser"):
        accounts.act_as(house, alter="seles")


def test_by_default_one_acts_as_the_primary_fronter(as_user, alters, front):
    front("yuki", "seles")
    front("dexen", tier="co-front")
    assert access.acting(as_user("Kit")) == alters["yuki"]


def test_a_custom_front_is_passed_over(as_user, alters, front):
    front("blurry", "seles")
    assert access.acting(as_user("Kit")) == alters["seles"]


def test_by_default_one_acts_as_nobody_one_may_not(house, as_user, alters, front):
    allow(house, "dexen")
    front("yuki")
    assert access.acting(as_user("Kit")) is None
    assert access.acting(as_user("Sam")) is None


@pytest.mark.parametrize("gone", ["list", "alter"])
def test_a_choice_ends_when_it_is_no_longer_allowed(house, page, sign_in, alters, gone):
    token = sign_in("Kit")["session"]
    asker = accounts.asker_by_session(page, token)
    accounts.act_as(page.asked_by("Kit", asker=asker), alter="dexen")
    if gone == "list":
        allow(house, "yuki")
    else:
        with house.app.transaction() as tx:
            tx.delete("alters", alters["dexen"])
    asker = accounts.asker_by_session(page, token)
    assert access.acting(page.asked_by("Kit", asker=asker)) is None
