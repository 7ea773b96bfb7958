"""The page on which a home is set up."""

from __future__ import annotations

import re

import pytest
import visiting
from conftest import serving

from homestead.core.settings import SCHEMA
from homestead.modules.account import offers

SETTINGS = "/account/settings"


@pytest.fixture
def robin(served):
    return served.as_("Robin")


def test_every_setting_of_pages_has_its_place_and_its_name():
    placed = [key for _, _, names in offers.SECTIONS.values() for key in names]
    assert sorted(placed) == sorted(each.key for each in SCHEMA if each.page)


def test_robin_renames_the_home_and_puts_the_name_back(robin):
    seen = robin.post(
        f"{SETTINGS}/home", {"home.name": "The Garden", "was.home.name": ""}
    )
    assert seen.to == SETTINGS
    page = robin.get(SETTINGS).text
    assert "· The Garden</title>" in page
    assert "Its name: The Garden. Before: nothing." in page
    robin.post(f"{SETTINGS}/put-back")
    assert "· Homestead</title>" in robin.get(SETTINGS).text


def test_the_words_count_at_once_on_every_page(robin):
    robin.post(f"{SETTINGS}/words", {"terms.alter": "headmate"})
    assert "Headmates" in robin.get("/").text


def test_what_does_not_fit_is_told_beside_it_and_stays_to_be_mended(robin):
    seen = robin.post(f"{SETTINGS}/home", {"home.time_zone": "Atlantis/<b>"})
    assert seen.status == 400
    assert '<a href="#f-home.time_zone">Time zone</a> must be a time zone' in seen.text
    assert 'value="Atlantis/&lt;b&gt;"' in seen.text


def test_what_somebody_else_changed_meanwhile_is_shown(robin):
    robin.post(f"{SETTINGS}/home", {"home.name": "The Garden"})
    stale = {"home.name": "The Meadow", "was.home.name": ""}
    seen = robin.post(f"{SETTINGS}/home", stale)
    assert seen.status == 409
    assert "it is The Garden now" in seen.text
    assert robin.post(f"{SETTINGS}/home", {**stale, "was.home.name": "The Garden"}).to


def test_a_setting_that_needs_a_restart_says_so(robin):
    robin.post(f"{SETTINGS}/log", {"log.level": "debug"})
    assert "It counts when the daemon starts again." in robin.get(SETTINGS).text


def test_a_stranger_s_key_in_the_form_changes_nothing(robin, served):
    robin.post(f"{SETTINGS}/home", {"server.port": "1", "server.secret_key": "x" * 40})
    assert not (served.home / "config" / "config.toml").exists()
    assert robin.post(f"{SETTINGS}/nothing").status == 404
    assert robin.post(f"{SETTINGS}/put-back").status == 404


def test_the_environment_s_word_is_shown_and_cannot_be_changed(cast, home, environment):
    sessions = visiting.copied(cast, home)
    with serving({**environment, "HOMESTEAD_TERM_ALTER": "part"}) as url:
        robin = visiting.Served(url, home, sessions).as_("Robin")
        page = robin.get(SETTINGS).text
        assert "environment: HOMESTEAD_TERM_ALTER" in page
        assert 'name="terms.alter"' not in page
        seen = robin.post(f"{SETTINGS}/words", {"terms.alter": "headmate"})
    assert seen.status == 409


def test_mistakes_in_the_file_are_told_and_the_home_goes_on(served, robin):
    (served.home / "config" / "config.toml").write_text("[terms]\naltre = 'x'\n")
    page = robin.get(SETTINGS)
    assert page.status == 200
    assert "line 2" in page.text
    assert "Did you mean" in page.text
    assert robin.post(f"{SETTINGS}/home", {"home.name": "x"}).status in {400, 500}
    assert robin.get("/").status == 200


def test_the_page_says_what_each_does_and_its_default(robin):
    page = re.sub(r"\s+", " ", robin.get(SETTINGS).text)
    assert "If nothing is said: 64 MB." in page
    assert '<option value="Europe/Lisbon">' in page


@pytest.mark.parametrize("name", ["Kit", "Sam"])
def test_only_an_owner_sees_or_changes_them(served, name):
    visitor = served.as_(name)
    assert visitor.get(SETTINGS).status == 403
    assert visitor.post(f"{SETTINGS}/home", {"home.name": "Mine"}).status == 403
