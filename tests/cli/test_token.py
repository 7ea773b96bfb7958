"""API tokens from the shell."""

from __future__ import annotations

from contextlib import closing

import pytest

from homestead import app
from homestead.core import paths
from homestead.services import access, accounts


@pytest.fixture
def token(run, home):
    """Run `homestead token …` in a home that Robin owns."""
    with closing(app.open_home(paths.find(str(home)))) as opened:
        facts = {"name": "Robin", "password": "correct horse", "role": "owner"}
        accounts.user_add(opened.house, **facts)
    return lambda *words: run("token", *words)


@pytest.fixture
def opens(home):
    """Return what a token opens, by asking the home."""

    def scopes(secret):
        with closing(app.open_home(paths.find(str(home)))) as opened:
            asker = accounts.asker_by_token(opened.house, secret)
            return asker and set(asker.scopes)

    return scopes


def test_a_token_is_printed_alone_so_that_a_script_can_take_it(token, opens):
    told = token("create", "widget", "--scope", "front:read", "--scope", "export")
    assert "not shown again" in told.err
    assert opens(told.out.strip()) == {"front:read", "export"}


def test_quiet_prints_the_token_only(token):
    told = token("create", "widget", "--scope", "front:read", "--quiet")
    assert (told.err, len(told.out)) == ("", len("homestead_") + 44)


def test_scripts_get_it_as_json(token, opens):
    told = token("create", "widget", "--scope", "admin", "--json").json["token"]
    assert told["user"] == "Robin"
    assert opens(told["secret"]) == {"admin"}


def test_tokens_are_listed_without_their_secret(token):
    secret = token("create", "widget", "--scope", "front:read", "--days", "30").out
    listed = token("list").out
    assert listed.splitlines()[0].split() == [
        *("name", "user", "scopes", "last", "used", "expires", "id")
    ]
    assert "widget  Robin  front:read  never" in listed
    assert secret.strip() not in listed


def test_a_home_without_tokens_says_so(token):
    assert token("list").out == "There are no tokens.\n"


def test_a_revoked_token_opens_nothing(token, opens):
    secret = token("create", "widget", "--scope", "front:read").out.strip()
    assert token("revoke", "widget").out == "Revoked widget of Robin.\n"
    assert opens(secret) is None
    assert token("revoke", "widget").code == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("widget",), 2),
        (("widget", "--scope", "everything"), 2),
        (("widget", "--scope", "front:read", "--days", "0"), 2),
        (("widget", "--scope", "front:read", "--user", "Nemo"), 3),
        (("", "--scope", "front:read"), 2),
    ],
)
def test_a_token_that_cannot_be_is_refused(token, words, code):
    assert token("create", *words).code == code
    assert token("list", "--json").json == {"tokens": []}


def test_help_names_every_scope(token):
    told = " ".join(token("create", "--help").out.split())
    assert all(scope in told for scope in access.SCOPES)
