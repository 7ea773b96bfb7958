"""Users, as their owner looks after them by browser."""

from __future__ import annotations

import re

import pytest
from visiting import PASSWORDS, Visitor

USERS = "/account/users"
YUMI = {"name": "Yumi", "password": "tin of paint", "role": "resident"}


def added(robin, **more):
    return robin.post(f"{USERS}/new", {**YUMI, **more}).to.partition("?")[0]


def test_robin_lets_somebody_in(robin, stranger):
    place = added(robin)
    assert "Yumi" in robin.get(place).text
    assert stranger.post("/account/sign-in", YUMI).to == "/"


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"name": ""}, 400, "cannot be empty"),
        ({"name": "kIT"}, 409, "already"),
        ({"password": "short"}, 400, "shorter than 8"),
        ({"password": ""}, 400, "shorter than 8"),
        ({"role": "queen"}, 400, "no role"),
        ({"role": "<b>"}, 400, "no role"),
    ],
)
def test_a_user_that_cannot_be_is_not_made(same_robin, fields, status, told):
    seen = same_robin.post(f"{USERS}/new", {**YUMI, **fields})
    assert (seen.status, told in seen.text) == (status, True)
    assert "<b>" not in seen.text
    assert "Yumi" not in same_robin.get(USERS).text


def test_a_double_click_makes_one_user(robin):
    added(robin)
    assert robin.post(f"{USERS}/new", YUMI).status == 409


def test_a_role_counts_from_the_next_request_on(robin, kit):
    assert kit.get("/").status == 200
    robin.post(f"{USERS}/Kit/role", {"role": "guest"})
    assert kit.post("/alters/front", {"alter": "dexen"}).status == 403
    assert kit.get("/account/").status == 200


@pytest.mark.parametrize(
    ("verb", "fields"),
    [("role", {"role": "resident"}), ("disable", {}), ("remove", {})],
)
def test_the_only_owner_stays(same_robin, verb, fields):
    seen = same_robin.post(f"{USERS}/Robin/{verb}", fields)
    assert seen.status == 409
    assert "only owner" in seen.text
    assert same_robin.get(USERS).status == 200


def test_who_is_switched_off_is_out_and_comes_back_with_the_same_password(robin, kit):
    robin.post(f"{USERS}/Kit/disable")
    assert kit.get("/").status == 303
    fields = {"name": "Kit", "password": PASSWORDS["Kit"]}
    seen = kit.post("/account/sign-in", fields)
    assert (seen.status, "switched off" in seen.text) == (403, True)
    robin.post(f"{USERS}/Kit/enable")
    assert kit.post("/account/sign-in", fields).status == 303


def test_who_is_removed_is_out_and_can_be_brought_back(robin, kit):
    assert robin.post(f"{USERS}/Kit/remove").to == f"{USERS}?said=removed"
    assert kit.get("/").status == 303
    assert "Bring back" in robin.get(USERS).text
    assert robin.post(f"{USERS}/restore", {"user": "Kit"}).status == 303
    fields = {"name": "Kit", "password": PASSWORDS["Kit"]}
    assert kit.post("/account/sign-in", fields).status == 303


def test_a_new_password_ends_every_session(robin, kit):
    seen = robin.post(f"{USERS}/Kit/password", {"password": "brand new one"})
    assert seen.to.endswith("?said=reset")
    assert kit.get("/").status == 303
    fields = {"name": "Kit", "password": "brand new one"}
    assert kit.post("/account/sign-in", fields).status == 303


def test_robins_own_password_takes_the_old_one(robin):
    assert "Lost their password" not in robin.get(f"{USERS}/Robin").text
    seen = robin.post(f"{USERS}/Robin/password", {"password": "brand new one"})
    assert seen.status == 403


def test_whom_kit_may_act_as_is_never_more_than_was_ticked(robin):
    place = f"{USERS}/Kit/alters"
    robin.post(place, {"whom": "some", "alter": ["dexen", "yuki"]})
    page = robin.get(f"{USERS}/Kit").text
    assert page.count(" checked") >= 3
    seen = robin.post(place, {"whom": "some"})
    assert (seen.status, "Nobody is ticked" in seen.text) == (400, True)
    assert robin.get(f"{USERS}/Kit").text.count(" checked") == page.count(" checked")


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("role", {"role": "owner"}),
        ("alters", {"whom": "all"}),
        ("name", {"name": "Kitty"}),
    ],
)
def test_a_page_that_is_no_longer_true_overwrites_nothing(robin, verb, fields):
    page = robin.get(f"{USERS}/Kit").text
    was = re.search(r'name="was" value="(\w+)"', page)[1]
    robin.post(f"{USERS}/Kit/role", {"role": "guest", "was": was})
    seen = robin.post(f"{USERS}/Kit/{verb}", {**fields, "was": was})
    assert (seen.status, "Somebody changed this account" in seen.text) == (409, True)
    now = re.search(r'name="was" value="(\w+)"', seen.text)[1]
    assert robin.post(f"{USERS}/Kit/{verb}", {**fields, "was": now}).status == 303


def test_robin_signs_kit_out_everywhere(robin, kit):
    robin.post(f"{USERS}/Kit/sign-out")
    assert kit.get("/").status == 303
    assert robin.get("/").status == 200


@pytest.mark.parametrize("user", ["nobody", "x" * 3000, "%3Cb%3E", "..", "new"])
@pytest.mark.parametrize("verb", ["role", "remove", "password", "alters"])
def test_a_user_that_is_not_there_is_said(same_robin, user, verb):
    fields = {"role": "guest", "password": "long enough", "whom": "all"}
    seen = same_robin.post(f"{USERS}/{user}/{verb}", fields)
    assert seen.status == 404
    assert "<b>" not in seen.text


def test_kit_looks_after_nobody(same_kit):
    for verb in ("role", "remove", "disable", "password", "alters", "name"):
        assert same_kit.post(f"{USERS}/Kit/{verb}", {"role": "owner"}).status == 403
    assert same_kit.get(USERS).status == 403


def test_what_was_done_is_in_the_log(robin):
    added(robin)
    page = robin.get("/account/audit").text
    assert "Robin added Yumi as resident" in page


@pytest.mark.parametrize(
    ("before", "status"), [("1", 200), ("999999", 200), ("-4", 200), ("x", 400)]
)
def test_the_log_has_pages(same_robin, before, status):
    assert same_robin.get(f"/account/audit?before={before}").status == status


def test_a_fresh_visitor_of_any_of_it_is_asked_to_sign_in(served):
    seen = Visitor(served.url).get(f"{USERS}/Kit")
    assert seen.to == "/account/sign-in?next=%2Faccount%2Fusers%2FKit"
