"""Whatever goes wrong is told on a page of the home: what, where to go, its number."""

from __future__ import annotations

import re

import pytest
from conftest import eventually

from homestead.core import web

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
OTHER_SITE = {**FORM, "Sec-Fetch-Site": "cross-site"}
TOO_LONG = b"theme=" + b"x" * 3_000_000

ASKED = [
    (403, "Sam", ("GET", "/account/users", None, FORM)),
    (403, "Robin", ("POST", "/account/look", b"theme=dark", OTHER_SITE)),
    (404, "Robin", ("GET", "/nothing", None, FORM)),
    (404, "Robin", ("GET", "/account/users/Nobody", None, FORM)),
    (404, "Robin", ("GET", "/account/%ff%fe", None, FORM)),
    (405, "Robin", ("PUT", "/account/look", b"", FORM)),
    (409, "Mallory", ("GET", "/account/first/x", None, FORM)),
    (413, "Robin", ("POST", "/account/look", TOO_LONG, FORM)),
    (
        413,
        "Robin",
        ("POST", "/alters/import", b"", {**FORM, "Content-Length": "1" + "0" * 12}),
    ),
]


@pytest.mark.parametrize(("status", "name", "asked"), ASKED)
def test_an_error_says_what_happened_and_where_to_go(served, status, name, asked):
    seen = served.as_(name).ask(*asked)
    assert seen.status == status
    assert f"<h1>{web.title(status)}</h1>" in seen.text
    assert "To the front page" in seen.text


def test_guessing_too_often_is_told_on_the_page_one_guessed_on(served):
    mallory = served.as_("Mallory")
    guess = {"name": "Robin", "password": "guessed"}
    while (seen := mallory.post("/account/sign-in", guess)).status != 429:
        assert seen.status < 429
    assert 'role="alert"' in seen.text
    assert int(seen.headers["Retry-After"]) > 0


def test_the_number_on_the_page_is_in_the_log(served):
    seen = served.as_("Robin").get("/nothing", accept="text/html")
    number = re.search(r"In the log this is <code>([^<]+)</code>", seen.text)[1]
    log = served.home / "log/access.log"
    assert eventually(lambda: log.exists() and number in log.read_text())


def test_what_one_types_in_a_shell_stands_out(served):
    seen = served.as_("Robin").get("/alters/import/1")
    assert seen.status == 404
    assert "<code>homestead import --list</code>" in seen.text
    assert "`" not in seen.text


def test_scripts_are_told_in_json(served):
    seen = served.as_("Robin").get("/nothing", accept="application/json")
    assert seen.json()["error"]["code"] == "not_found"
