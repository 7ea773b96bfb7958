"""API tokens by browser: shown once, no wider than ticked, gone when revoked."""

from __future__ import annotations

import re

import pytest

TOKENS = "/account/tokens"


def make(visitor, **fields):
    return visitor.post(TOKENS, {"name": "widget", "scope": "front:read", **fields})


def secret_on(page):
    return re.search(r"homestead_[\w-]{43}", page.text)[0]


def test_a_token_is_shown_once_and_does_what_it_may(robin, stranger):
    page = make(robin)
    secret = secret_on(page)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert secret not in robin.get(TOKENS).text
    assert stranger.call("fronts.current", token=secret).status == 200
    seen = stranger.call("fronts.switch", token=secret, alters=["dexen"])
    assert seen.status == 403


def test_a_revoked_token_opens_nothing_any_more(robin, stranger):
    secret = secret_on(make(robin))
    [uid] = re.findall(r'name="token" value="(\w+)"', robin.get(TOKENS).text)
    assert robin.post(f"{TOKENS}/revoke", {"token": uid}).status == 303
    assert stranger.call("fronts.current", token=secret).status == 401
    assert robin.post(f"{TOKENS}/revoke", {"token": uid}).status == 404


def test_a_double_click_makes_one_token(robin):
    make(robin)
    seen = make(robin)
    assert seen.status == 409
    assert "homestead_" not in seen.text.partition("<form")[0]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "1 to 60 letters"),
        ({"name": "n" * 61}, "1 to 60 letters"),
        ({"scope": []}, "at least one scope"),
        ({"scope": ["front:read", "front:raed"]}, "no scope"),
        ({"scope": "<b>"}, "no scope"),
        ({"days": "0.5"}, "whole number"),
        ({"days": "-1"}, "from 1 to 3650"),
        ({"days": "99999"}, "from 1 to 3650"),
        ({"days": "1" * 400}, "whole number"),
    ],
)
def test_a_token_that_cannot_be_is_not_made(same_robin, fields, told):
    seen = make(same_robin, **fields)
    assert (seen.status, told in seen.text) == (400, True)
    assert "<b>" not in seen.text
    assert "No tokens yet" in same_robin.get(TOKENS).text


def test_kit_cannot_have_what_their_role_has_no_use_for(kit):
    assert "Take everything out" not in kit.get(TOKENS).text
    assert make(kit, scope="export").status == 400


def test_kit_sees_and_revokes_their_own_tokens_only(robin, kit):
    make(robin, name="robins widget")
    [uid] = re.findall(r'name="token" value="(\w+)"', robin.get(TOKENS).text)
    assert "robins widget" not in kit.get(TOKENS).text
    assert kit.post(f"{TOKENS}/revoke", {"token": uid}).status == 404


def test_a_token_opens_no_account(robin, stranger):
    secret = secret_on(make(robin, scope=["front:write", "record:write"]))
    bearer = {"Authorization": f"Bearer {secret}"}
    for path in ("/account/", TOKENS, "/account/users", "/account/audit"):
        assert stranger.get(path, **bearer).status == 403
