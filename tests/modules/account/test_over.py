"""What was a way in once and is none any more: sessions, tokens, links, devices."""

from __future__ import annotations

from contextlib import closing

import pytest
import visiting
from conftest import serving

from homestead import app
from homestead.core import clock, paths
from homestead.services import accounts


@pytest.fixture
def later(cast, home, environment):
    """The home of the cast when every session, and a token, are over."""
    sessions = visiting.copied(cast, home)
    with closing(app.open_home(paths.find(str(home)))) as opened:
        made = accounts.token_create(
            opened.house, user="Robin", name="widget", scopes=["admin"], days=1
        )
        long_ago = clock.now() - clock.SECOND
        with opened.house.app.transaction() as tx:
            tx.run("UPDATE sessions SET expires_at = ?", (long_ago,))
            tx.run("UPDATE tokens SET expires_at = ?", (long_ago,))
    with serving(environment) as url:
        yield visiting.Served(url, home, sessions), made["token"]["secret"]


def test_an_expired_session_and_token_open_nothing(later):
    served, token = later
    robin = served.as_("Robin")
    assert robin.get("/").to == "/account/sign-in"
    assert robin.post("/account/sign-out").status == 401
    assert robin.call("fronts.current", token=token).status == 401
    assert served.as_("Kit").get("/account/").status == 303


@pytest.fixture
def stale_link(home, environment):
    """A link that was made before the home was started again."""
    with closing(app.open_home(paths.find(str(home)))) as opened:
        token = accounts.first_link(opened.house)["token"]
    with serving(environment) as url:
        yield visiting.Visitor(url), f"/account/first/{token}"


def test_a_link_that_was_replaced_makes_nobody_an_owner(stale_link):
    mallory, path = stale_link
    fields = {"name": "Mallory", "password": "mine all mine"}
    for seen in (mallory.get(path), mallory.post(path, fields)):
        assert seen.status == 403
        assert "does not work any more" in seen.text


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic Um9iaW46eA==",
        "Bearer homestead_" + "0" * 43,
    ],
)
def test_a_forged_token_opens_nothing_whatever_session_comes_with_it(unchanged, header):
    robin = unchanged.as_("Robin")
    assert robin.get("/", Authorization=header).status in {303, 401}
    seen = robin.ask("POST", "/api/fronts.current", headers={"Authorization": header})
    assert seen.status == 401


def test_a_session_sent_as_a_token_opens_nothing(unchanged):
    kept = unchanged.sessions["Robin"]
    assert unchanged.as_("Mallory").call("fronts.current", token=kept).status == 401


def test_the_name_of_a_device_opens_nothing(served):
    stranger = visiting.Visitor(served.url)
    fields = {"name": "Robin", "password": visiting.PASSWORDS["Robin"]}
    stranger.post("/account/sign-in", fields)
    device = stranger.cookies["homestead_device"]
    mallory = visiting.Visitor(served.url, device)
    mallory.cookies["homestead_device"] = device
    assert mallory.get("/").status == 303
