"""Showing and changing how the home is set up, through its service."""

from __future__ import annotations

import json
import os

import pytest

from homestead.core.errors import ConfigError, NotFoundError, UsageError
from homestead.core.settings import SCHEMA, SETTINGS
from homestead.services import audit

SECRET = "a secret of more than thirty-two letters"

pytestmark = pytest.mark.usefixtures("no_variables")


@pytest.fixture
def file(house):
    """The `config.toml` of the home, which is not there yet."""
    return os.path.join(house.paths.config, "config.toml")


@pytest.fixture
def write(file):
    def write_file(text):
        with open(file, "w") as out:
            out.write(text)

    return write_file


def test_every_setting_is_shown_with_who_said_so(call, write, file):
    write("[server]\nport = 8000\n")
    shown = call("setup.show")
    origins = {each["key"]: each["origin"] for each in shown["settings"]}
    assert (shown["file"], shown["exists"]) == (file, True)
    assert list(origins) == list(SETTINGS)
    assert origins.pop("server.port") == "config.toml"
    assert {*origins.values()} == {"default"}


def test_the_result_is_json_and_tells_no_secret(call, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_SECRET_KEY", SECRET)
    shown = json.dumps([call("setup.show"), call("setup.check")])
    assert SECRET not in shown
    assert call("setup.get", key="server.secret_key")["value"] == "(set)"


def test_a_secret_nobody_set_is_told_as_such(call):
    assert call("setup.get", key="server.secret_key")["value"] == "(not set)"


@pytest.mark.parametrize("setting", SCHEMA, ids=lambda setting: setting.key)
def test_every_setting_can_be_asked_for(call, setting):
    told = call("setup.get", key=setting.key)
    assert told["variable"] == setting.env
    assert told["help"].endswith(".")
    assert "{" not in told["help"]


def test_help_speaks_the_homes_own_words(call, write):
    write('[terms]\nsystem = "crew"\n')
    assert "the crew names" in call("setup.get", key="home.time_zone")["help"]


@pytest.mark.parametrize("verb", ["get", "unset"])
def test_a_setting_there_is_not_is_not_found(call, verb):
    with pytest.raises(NotFoundError) as missed:
        call(f"setup.{verb}", key="server.prot")
    assert missed.value.hint == "Did you mean server.port?"


def test_a_change_counts_at_once(call, house):
    assert house.terms.alter == "alter"
    told = call("setup.set", key="terms.alter", value="headmate")
    assert (told["value"], told["origin"]) == ("headmate", "config.toml")
    assert told["notes"] == []
    assert house.terms.alters == "headmates"


def test_what_the_daemon_reads_when_it_starts_is_told(call):
    notes = call("setup.set", key="server.port", value="8000")["notes"]
    assert notes == ["The daemon heeds it when it starts again."]


def test_a_stronger_source_is_told(call, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_PORT", "9000")
    told = call("setup.set", key="server.port", value=8000)
    assert told["value"] == 9000
    assert "HOMESTEAD_PORT" in told["notes"][0]


def test_a_profile_that_is_not_in_force_is_told(call):
    told = call("setup.set", key="profile.staging.server.port", value=8000)
    assert told["value"] == 7410
    assert told["notes"] == ["That is for the profile staging; in force is production."]


def test_a_profile_in_force_is_stronger_than_the_rest(call, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_PROFILE", "staging")
    call("setup.set", key="profile.staging.server.port", value=8000)
    told = call("setup.set", key="server.port", value=9000)
    assert "config.toml [profile.staging]" in told["notes"][0]


def test_a_wrong_value_changes_nothing(call, file):
    with pytest.raises(UsageError, match="from 0 to 65535"):
        call("setup.set", key="server.port", value="99999")
    assert not os.path.exists(file)


def test_a_setting_goes_back_to_its_default(call):
    call("setup.set", key="server.port", value=8000)
    told = call("setup.unset", key="server.port")
    assert (told["removed"], told["value"], told["origin"]) == (True, 7410, "default")
    again = call("setup.unset", key="server.port")
    assert not again["removed"]
    assert again["notes"][0] == "It was not set in config.toml."


def test_a_wrong_file_can_be_mended_key_by_key(call, write):
    write("[server]\nprot = 1\nport = 'x'\n")
    with pytest.raises(ConfigError):
        call("setup.show")
    assert call("setup.unset", key="server.prot") == {
        "key": "server.prot",
        "removed": True,
        "notes": [],
    }
    call("setup.set", key="server.port", value=1)
    assert call("setup.check")["ok"]


def test_a_whole_section_is_not_unset(call, write):
    write("[server]\nport = 1\n[sever]\nport = 2\n")
    with pytest.raises(UsageError, match="server is a section"):
        call("setup.unset", key="server")
    assert call("setup.unset", key="sever")["removed"]


def test_the_files_are_named_whether_they_are_there_or_not(call, house, write):
    config = house.paths.config
    before = call("setup.path")
    write("")
    assert before == {
        "file": f"{config}/config.toml",
        "exists": False,
        "dotenv": f"{config}/.env",
        "dotenv_exists": False,
    }
    assert call("setup.path")["exists"]


def test_a_sound_configuration_checks_out(call):
    told = call("setup.check")
    assert (told["ok"], told["problems"], told["warnings"]) == (True, [], [])


def test_all_mistakes_are_told_at_once(call, write):
    write(
        "[server]\nprot = 1\nport = 'x'\nhosts = ['http://a']\n"
        "[home]\ntime_zone = 'Mars/Phobos'\n"
    )
    told = call("setup.check")
    assert not told["ok"]
    assert [each["message"].split(" must")[0] for each in told["problems"]] == [
        "config.toml, line 2: there is no setting server.prot.",
        "config.toml, line 3: server.port",
        "config.toml, line 4: server.hosts",
        "config.toml, line 6: home.time_zone",
    ]


def test_a_variable_with_a_typo_is_a_warning(call, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_PROT", "80")
    told = call("setup.check")
    assert told["ok"]
    assert told["warnings"] == [
        {
            "message": "HOMESTEAD_PROT is set and is no setting.",
            "hint": "Did you mean HOMESTEAD_PORT?",
        }
    ]


@pytest.mark.parametrize("noun", ["alters", "groups", "fields"])
def test_what_is_new_is_as_private_as_the_home_says(call, noun):
    call("setup.set", key="home.privacy", value="friends")
    assert call(f"{noun}.add", name="Yuki")["privacy"] == "friends"
    assert call(f"{noun}.add", name="Sam", privacy="public")["privacy"] == "public"


def test_the_log_tells_which_setting_was_changed_and_not_what_to(house, call):
    call("setup.set", key="home.time_zone", value="Europe/Berlin")
    call("setup.unset", key="home.time_zone")
    call("setup.unset", key="home.time_zone")
    noted = audit.listing(house, action="setting")["entries"]
    assert [one["meta"] for one in noted] == [{"key": "home.time_zone"}] * 2
    assert "Berlin" not in json.dumps(noted)
