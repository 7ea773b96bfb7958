"""Signing in and out with a browser, and whatever else is tried at that door."""

from __future__ import annotations

import http.client
import re
from contextlib import closing

import pytest
from visiting import PASSWORDS, SESSION, Visitor

DOOR = "/account/sign-in"
ROBIN = {"name": "Robin", "password": PASSWORDS["Robin"]}
WRONG = "That name and password do not belong together."


def test_robin_signs_in_and_out(stranger):
    assert stranger.post(DOOR, ROBIN).to == "/"
    assert stranger.get("/").status == 200
    kept = stranger.cookies[SESSION]
    assert stranger.post("/account/sign-out").to == f"{DOOR}?said=out"
    assert SESSION not in stranger.cookies
    stranger.cookies[SESSION] = kept
    assert stranger.get("/").status == 303


def test_the_cookies_are_for_nobody_but_us(same_stranger):
    cookies = same_stranger.post(DOOR, ROBIN).headers.get_all("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        said = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= said
        assert not {one for one in said if one.startswith("domain")}


@pytest.mark.parametrize(("said", "secure"), [("https", True), ("http", False)])
def test_behind_https_the_cookies_are_for_https_alone(same_stranger, said, secure):
    seen = same_stranger.post(DOOR, ROBIN, X_Forwarded_Proto=said)
    cookies = seen.headers.get_all("Set-Cookie")
    assert [("secure" in one.lower()) for one in cookies] == [secure] * 2


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Robin", "password": "wrong horse"},
        {"name": "Nobody", "password": "correct horse"},
        {"name": "Robin", "password": " correct horse"},
        {"name": "' OR 1=1 --", "password": "x"},
        {"name": "x" * 10_000, "password": "y" * 10_000},
        {"name": "Robin\0", "password": "\0"},
    ],
)
def test_a_refusal_does_not_say_which_of_the_two_was_wrong(stranger, fields):
    seen = stranger.post(DOOR, fields)
    assert seen.status == 403
    assert WRONG in seen.text
    assert not re.search(r'type="password"[^>]* value=', seen.text)
    assert SESSION not in stranger.cookies


@pytest.mark.parametrize(
    "fields", [{}, {"name": "Robin"}, {"password": "x"}, {"other": "x"}]
)
def test_an_empty_form_is_shown_again(same_stranger, fields):
    seen = same_stranger.post(DOOR, fields)
    assert seen.status == 400
    assert "a name and a password" in seen.text


@pytest.mark.parametrize(
    ("wanted", "to"),
    [
        ("/alters/history?since=2026", "/alters/history?since=2026"),
        ("", "/"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/%0d%0aSet-Cookie:x=1", "/%0d%0aSet-Cookie:x=1"),
        ("/\r\nSet-Cookie: x=1", "/"),
    ],
)
def test_signing_in_leads_on_within_the_home_only(same_stranger, wanted, to):
    assert same_stranger.post(DOOR, {**ROBIN, "next": wanted}).to == to


def test_the_page_one_was_on_the_way_to_is_kept_through_a_mistake(stranger):
    seen = stranger.post(
        DOOR, {"name": "Robin", "password": "x", "next": "/alters/fields"}
    )
    assert '<input type="hidden" name="next" value="/alters/fields">' in seen.text


def test_a_guest_comes_to_the_first_page_as_well(enter, stranger):
    fields = {"name": "Sam", "password": PASSWORDS["Sam"]}
    assert stranger.post(DOOR, fields).to == "/"
    assert "Nobody to be seen" in stranger.get("/").text


def test_who_is_signed_in_already_is_sent_on(same_robin):
    assert same_robin.get(DOOR).to == "/"
    assert same_robin.get(f"{DOOR}?next=/account/").to == "/account/"


def test_signing_in_as_another_ends_the_session_before(enter, robin):
    before = robin.cookies[SESSION]
    enter("Kit", robin)
    assert Visitor(robin.url, before).get("/").status == 303
    assert "Kit" in robin.get("/account/").text


def test_a_double_click_begins_two_sessions_and_both_can_be_ended(stranger):
    stranger.post(DOOR, ROBIN)
    first = stranger.cookies[SESSION]
    stranger.cookies.pop(SESSION)
    stranger.post(DOOR, ROBIN)
    assert stranger.post("/account/sessions/end-others").status == 303
    assert Visitor(stranger.url, first).get("/").status == 303
    assert stranger.get("/").status == 200


def test_a_stranger_who_guesses_is_slowed_down_and_robins_own_browser_is_not(
    enter, served
):
    phone = enter("Robin")
    phone.post("/account/sign-out")
    mallory = Visitor(served.url)
    wrong = {"name": "Robin", "password": "a guess"}
    answers = [mallory.post(DOOR, wrong) for _ in range(11)]
    assert [seen.status for seen in answers] == [403] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert mallory.post(DOOR, ROBIN).status == 429
    assert phone.post(DOOR, ROBIN).to == "/"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"name": "Robin"}'),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
        ("application/x-www-form-urlencoded", b"name=%ff%fe&password=x"),
        ("application/x-www-form-urlencoded", b"&&=&=&name&name=&" * 900),
        ("text/plain", b"\0" * 1000),
        ("", b""),
    ],
)
def test_what_is_no_form_is_refused_and_never_a_fault(same_stranger, kind, body):
    headers = {"Content-Type": kind} if kind else {}
    seen = same_stranger.ask("POST", DOOR, body=body, headers=headers)
    assert 400 <= seen.status < 500
    assert SESSION not in same_stranger.cookies


def test_a_form_that_is_too_large_is_refused(same_stranger):
    seen = same_stranger.post(DOOR, {**ROBIN, "more": "x" * 3_000_000})
    assert seen.status == 413


def test_a_form_that_never_ends_harms_nobody_else(served, stranger):
    address = served.url.removeprefix("http://")
    with closing(http.client.HTTPConnection(address, timeout=20)) as slow:
        slow.putrequest("POST", DOOR)
        slow.putheader("Content-Type", "application/x-www-form-urlencoded")
        slow.putheader("Content-Length", "1000")
        slow.endheaders(b"name=Robin")
        assert stranger.post(DOOR, ROBIN).to == "/"


def test_nothing_can_be_said_through_an_address(same_stranger):
    seen = same_stranger.get(f"{DOOR}?said=<b>You+won</b>&did=9")
    assert "You won" not in seen.text
    assert "You+won" not in seen.text


def test_another_site_can_sign_nobody_in(same_stranger):
    seen = same_stranger.post(DOOR, ROBIN, Sec_Fetch_Site="cross-site")
    assert seen.status == 403
    assert SESSION not in same_stranger.cookies


def test_the_door_does_not_tell_whose_home_it_is(served, robin, stranger):
    robin.call("system.edit", name="The Willows")
    sam = served.as_("Sam")
    assert "The Willows" in robin.get("/").text
    assert "The Willows" not in stranger.get(DOOR).text
    assert "The Willows" not in stranger.get("/nowhere").text
    assert "The Willows" not in sam.get("/account/").text
    robin.call("system.edit", privacy="public")
    assert "The Willows" in sam.get("/account/").text
    assert "The Willows" not in stranger.get(DOOR).text
