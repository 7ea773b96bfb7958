"""One's own page: sessions, name, password, whom one acts as."""

from __future__ import annotations

import re

import pytest
from visiting import PASSWORDS, SESSION, Visitor

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def sessions_on(page):
    return re.findall(r'name="session" value="(\w+)"', page.text)


def test_each_browser_is_listed_and_can_be_signed_out_from_another(enter):
    phone = enter("Kit", User_Agent=FIREFOX)
    laptop = enter("Kit")
    page = laptop.get("/account/")
    assert "Firefox on Android" in page.text
    for session in sessions_on(page):
        laptop.post("/account/sessions/end", {"session": session})
    assert phone.get("/account/").status == 303
    assert laptop.get("/account/").status == 200


def test_everywhere_else_is_everywhere_else(enter, kit):
    others = [enter("Kit") for _ in range(3)]
    assert kit.post("/account/sessions/end-others").to == "/account/?said=ended-others"
    assert [one.get("/account/").status for one in others] == [303] * 3
    assert kit.get("/account/").status == 200


def test_nobody_ends_the_session_of_somebody_else(enter, robin, kit):
    enter("Robin")
    [*_, robins] = sessions_on(robin.get("/account/"))
    assert kit.post("/account/sessions/end", {"session": robins}).status == 404
    assert robins in sessions_on(robin.get("/account/"))


@pytest.mark.parametrize("session", ["", "x", "x" * 5000, "0"])
def test_a_session_that_is_not_there_is_said(same_kit, session):
    seen = same_kit.post("/account/sessions/end", {"session": session})
    assert seen.status == 404
    assert "has ended already" in seen.text


def test_kit_changes_their_password_and_other_browsers_are_signed_out(enter, kit):
    other = enter("Kit")
    new = " spaces count "
    fields = {"current": PASSWORDS["Kit"], "password": new}
    assert kit.post("/account/password", fields).to == "/account/?said=password"
    assert (kit.get("/account/").status, other.get("/account/").status) == (200, 303)
    door = Visitor(kit.url)
    tries = [
        door.post("/account/sign-in", {"name": "Kit", "password": one}).status
        for one in (PASSWORDS["Kit"], new.strip(), new)
    ]
    assert tries == [403, 403, 303]


def test_kit_changes_their_password_and_their_tokens_end(kit):
    made = kit.call("accounts.token_create", name="widget", scopes=["front:read"])
    token = made.json()["token"]["secret"]
    assert "Revoke my API tokens too" in kit.get("/account/password").text
    fields = {"current": PASSWORDS["Kit"], "password": "spaces count"}
    kit.post("/account/password", {**fields, "revoke_tokens": "1"})
    assert Visitor(kit.url).call("fronts.current", token=token).status == 401


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({}, 403, "not your password"),
        ({"current": "wrong", "password": "long enough"}, 403, "not your password"),
        ({"current": "battery staple"}, 400, "shorter than 8"),
        ({"current": "battery staple", "password": "kit"}, 400, "shorter than 8"),
        ({"current": "battery staple", "password": "x" * 1001}, 400, "longer than"),
    ],
)
def test_a_password_that_cannot_be_changes_nothing(kit, fields, status, told):
    seen = kit.post("/account/password", fields)
    assert (seen.status, told in seen.text) == (status, True)
    assert not fields.get("password") or f'"{fields["password"]}"' not in seen.text
    enter = Visitor(kit.url)
    right = {"name": "Kit", "password": PASSWORDS["Kit"]}
    assert enter.post("/account/sign-in", right).status == 303


def test_whoever_finds_a_browser_signed_in_cannot_guess_its_password(kit):
    tries = [
        kit.post("/account/password", {"current": "x", "password": "mine now!"}).status
        for _ in range(11)
    ]
    assert tries == [403] * 10 + [429]


def test_kit_acts_as_dexen_and_as_whoever_fronts_again(kit):
    assert kit.post("/account/acting", {"alter": "dexen"}).status == 303
    assert re.search(r'value="dexen" selected', kit.get("/account/").text)
    kit.post("/account/acting", {"alter": ""})
    page = kit.get("/account/").text
    assert "Right now that is Seles" in page
    assert " selected" not in page


def test_kit_acts_only_as_those_they_may(robin, kit):
    robin.post("/account/users/Kit/alters", {"whom": "some", "alter": "dexen"})
    seen = kit.post("/account/acting", {"alter": "seles"})
    assert seen.status == 403
    assert "You may not act as Seles" in seen.text
    assert 'value="seles"' not in kit.get("/account/").text


@pytest.mark.parametrize("alter", ["nobody-here", "<b>", "x" * 5000])
def test_acting_as_nobody_known_is_said(same_kit, alter):
    seen = same_kit.post("/account/acting", {"alter": alter})
    assert seen.status == 404
    assert "<b>" not in seen.text.partition("<main")[2]


def test_a_guest_acts_as_nobody_and_learns_no_names(served):
    sam = served.as_("Sam")
    seen = sam.post("/account/acting", {"alter": "sele"})
    assert seen.status == 403
    assert "Seles" not in seen.text


@pytest.mark.parametrize(
    ("name", "status"), [("Kitty", 303), ("", 400), ("robin", 409), ("K" * 61, 400)]
)
def test_kit_changes_their_own_name(kit, name, status):
    assert kit.post("/account/name", {"name": name}).status == status
    assert ("Kitty" in kit.get("/account/").text) is (name == "Kitty")


def test_a_sent_session_of_somebody_else_is_no_way_in(served, kit):
    forged = Visitor(served.url, kit.cookies[SESSION][:-1] + "_")
    assert forged.get("/account/").status == 303
