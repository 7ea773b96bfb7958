"""The first run: one link, once, and where it leads."""

from __future__ import annotations

import re

import pytest

from .conftest import New

ROBIN = {"name": "Robin", "password": "correct horse"}


def test_the_link_makes_robin_the_owner_and_offers_the_ways_to_begin(new):
    robin = new.visitor()
    assert "Make this home mine" in robin.get(new.link).text
    assert robin.post(new.link, ROBIN).to == "/account/welcome"
    welcome = robin.get("/account/welcome").text
    for offer in ("Start fresh", "Come from another app", "Restore a backup"):
        assert offer in welcome
    assert robin.get("/account/users").status == 200


def test_the_link_works_once(new):
    new.visitor().post(new.link, ROBIN)
    mallory = new.visitor()
    for seen in (
        mallory.get(new.link),
        mallory.post(new.link, {"name": "Mallory", "password": "mine all mine"}),
    ):
        assert seen.status == 409
        assert "has an owner already" in seen.text
        assert "Set-Cookie" not in seen.headers
    assert mallory.get("/account/").status == 303


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "a" * 3000, "..%2f..", "é"])
def test_a_forged_link_makes_nobody_an_owner(still_new, token):
    mallory = still_new.visitor()
    path = f"/account/first/{token}".replace("é", "%C3%A9")
    assert mallory.get(path).status in {400, 403, 404}
    seen = mallory.post(path, ROBIN)
    assert seen.status in {400, 403, 404}
    assert "Set-Cookie" not in seen.headers
    assert still_new.visitor().get(still_new.link).status == 200


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "cannot be empty"),
        ({"name": "Robin"}, "shorter than 8"),
        ({"name": " ", "password": "correct horse"}, "cannot be empty"),
        ({"name": "Robin", "password": "short"}, "shorter than 8"),
        ({"name": "Robin" * 9, "password": "Robin" * 9}, "is the name"),
        ({"name": "Robin", "password": "x" * 1001}, "longer than 1000"),
        ({"name": "R" * 61, "password": "correct horse"}, "more than 60"),
        ({"name": "shell", "password": "correct horse"}, "cannot be shell"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_the_link_still_works(
    still_new, fields, told
):
    robin = still_new.visitor()
    seen = robin.post(still_new.link, fields)
    assert seen.status == 400
    assert told in seen.text
    assert not re.search(r'type="password"[^>]* value=', seen.text)
    assert robin.get(still_new.link).status == 200


def test_starting_again_makes_a_new_link_and_the_old_one_is_dead(environment):
    with New(environment) as first:
        old = first.link
    with New(environment) as again:
        assert again.visitor().get(old).status == 403
        assert again.visitor().get(again.link).status == 200


def test_the_sign_in_page_of_a_new_home_says_where_the_link_is(still_new):
    seen = still_new.visitor().get("/")
    assert seen.to == "/account/sign-in"
    assert "Nobody owns this home yet" in still_new.visitor().get(seen.to).text


def test_a_home_with_an_owner_shows_no_link(environment, served):
    assert "Nobody owns" not in served.as_("Mallory").get("/account/sign-in").text
