"""Settings as pages offer them: several at once, with a way back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from homestead.core import clock
from homestead.core.errors import (
    ConfigError,
    ConflictError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.core.house import Asker
from homestead.core.settings import SCHEMA, SETTINGS
from homestead.services import audit, settings

pytestmark = pytest.mark.usefixtures("no_variables")


@pytest.fixture
def robin(house):
    return house.asked_by("Robin", asker=Asker("Robin", "owner", user=1))


@pytest.fixture
def seles(house):
    return house.asked_by("Seles", asker=Asker("Seles", "owner", user=2))


@pytest.fixture
def file(house):
    return os.path.join(house.paths.config, "config.toml")


@pytest.fixture
def write(file, house):
    def write_file(text):
        with open(file, "w") as out:
            out.write(text)
        house.reload()

    return write_file


@pytest.fixture
def change(robin):
    """Change settings as Robin, who saw what there is: `change(**{key: text})`."""

    def change_them(house=robin, was=None, **given):
        return settings.change(house, given=given, was=was or {})

    return change_them


def read(file):
    with open(file) as opened:
        return opened.read()


def test_every_setting_of_pages_is_offered_and_no_secret(robin):
    offered = settings.offered(robin)
    assert [*offered] == [each.key for each in SCHEMA if each.page]
    assert not any(SETTINGS[key].secret for key in offered)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("server.max_body", "64 MB"),
        ("server.hosts", ""),
        ("account.session_days", "30"),
    ],
)
def test_values_are_told_as_people_write_them(robin, key, text):
    assert settings.offered(robin)[key]["text"] == text


def test_several_change_at_once_and_count_at_once(change, robin, file):
    change(**{"terms.alter": "headmate", "home.name": "The Garden"})
    assert robin.terms.alters == "headmates"
    assert robin.config["home.name"] == "The Garden"
    assert 'alter = "headmate"' in read(file)


def test_it_is_on_record_which_were_changed_but_not_what_to(change, robin):
    change(**{"home.name": "The Garden"})
    entry = audit.listing(robin)["entries"][0]
    assert (entry["action"], entry["actor"]) == ("setting.change", "Robin")
    assert entry["meta"] == {"key": "home.name"}


def test_what_was_not_touched_is_not_written(change, file):
    change(was={"terms.alter": "alter"}, **{"terms.alter": "alter"})
    assert not os.path.exists(file)


def test_nothing_is_changed_when_one_of_them_does_not_fit(change, file):
    with pytest.raises(UsageError) as refused:
        change(**{"home.name": "The Garden", "account.session_days": "many"})
    assert refused.value.fields == {"account.session_days": "must be a whole number"}
    assert not os.path.exists(file)


def test_nothing_written_takes_a_setting_back_to_its_default(change, robin, file):
    change(**{"terms.alter": "headmate"})
    change(**{"terms.alter": ""})
    assert robin.terms.alter == "alter"
    assert "headmate" not in read(file)


def test_the_last_change_can_be_put_back_and_made_again(change, robin, write, file):
    write('# ours\n[terms]\nalter = "part"  # long ago\n')
    done = change(**{"terms.alter": "headmate", "home.name": "The Garden"})
    assert done["changed"][0] == {
        "key": "terms.alter",
        "was": "part",
        "now": "headmate",
    }
    settings.put_back(robin)
    assert (robin.terms.alter, robin.config["home.name"]) == ("part", "")
    assert read(file).startswith('# ours\n[terms]\nalter = "part"  # long ago\n')
    settings.put_back(robin)
    assert robin.terms.alter == "headmate"


@pytest.fixture
def restarted(house):
    """Forget what only the process knows, as a restart does; return what asks then."""

    def start_anew(asked):
        house._kept.clear()
        return asked

    return start_anew


def test_a_change_can_be_put_back_after_a_restart(change, robin, restarted):
    done = change(**{"terms.alter": "headmate"})
    again = restarted(robin)
    assert settings.last(again) == done
    settings.put_back(again)
    assert again.terms.alter == "alter"


def test_a_change_of_last_month_is_not_put_back(change, robin, monkeypatch):
    change(**{"terms.alter": "headmate"})
    later = clock.now() + settings.KEPT
    monkeypatch.setattr(clock, "now", lambda: later)
    assert settings.last(robin) is None


@pytest.mark.parametrize("left", ["", "[", "[1]", "null"])
def test_what_was_kept_may_be_damaged(change, robin, restarted, left):
    change(**{"terms.alter": "headmate"})
    Path(robin.paths.data, "settings-before.json").write_text(left)
    assert settings.last(restarted(robin)) is None


def test_a_mistake_in_the_file_costs_no_way_back(change, robin, write, file):
    change(**{"terms.alter": "headmate"})
    whole = read(file)
    write("[terms\n")
    with pytest.raises(ConfigError):
        settings.put_back(robin)
    write(whole)
    settings.put_back(robin)
    assert robin.terms.alter == "alter"


def test_a_list_and_a_size_can_be_put_back(change, robin, write):
    write('[server]\nhosts = ["a.example"]\nmax_body = "16 MB"\n')
    change(**{"server.hosts": "b.example, c.example", "server.max_body": "1 GB"})
    assert robin.config["server.hosts"] == ["b.example", "c.example"]
    settings.put_back(robin)
    assert robin.config["server.hosts"] == ["a.example"]
    assert robin.config["server.max_body"] == 16 << 20


def test_each_puts_back_their_own_change_only(change, seles):
    change(**{"terms.alter": "headmate"})
    assert settings.last(seles) is None
    with pytest.raises(NotFoundError):
        settings.put_back(seles)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(change, robin, seles):
    change(seles, **{"terms.alter": "headmate"})
    with pytest.raises(ConflictError, match="it is headmate now"):
        change(was={"terms.alter": "alter"}, **{"terms.alter": "part"})
    change(was={"terms.alter": "alter"}, **{"terms.alter": "headmate"})
    change(was={"home.name": ""}, **{"home.name": "The Garden"})
    assert (robin.terms.alter, robin.config["home.name"]) == ("headmate", "The Garden")


def test_what_the_environment_says_is_shown_and_stays(change, robin, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_TERM_ALTER", "part")
    told = settings.offered(robin)["terms.alter"]
    assert (told["fixed"], told["origin"]) == (
        True,
        "environment: HOMESTEAD_TERM_ALTER",
    )
    with pytest.raises(ConflictError, match="stronger than this page"):
        change(**{"terms.alter": "headmate"})


def test_what_the_profile_says_is_fixed_as_well(robin, write):
    write('[profile.production.terms]\nalter = "part"\n')
    assert settings.offered(robin)["terms.alter"]["fixed"]


def test_with_a_mistake_in_the_file_nothing_is_written(change, robin, write, file):
    assert robin.terms.alter == "alter"
    write("[terms]\naltre = 1\n")
    with pytest.raises(ConfigError, match="altre"):
        settings.offered(robin)
    with pytest.raises(ConfigError):
        change(**{"home.name": "The Garden"})
    assert read(file) == "[terms]\naltre = 1\n"


def test_a_home_that_runs_goes_on_with_what_it_understood(change, robin, write, caplog):
    change(**{"terms.alter": "headmate"})
    assert robin.terms.alter == "headmate"
    write("[terms\n")
    assert robin.terms.alter == "headmate"
    assert "Not heeded" in caplog.text
    write('[terms]\nalter = "part"\n')
    assert robin.terms.alter == "part"


def test_a_setting_there_is_not_is_not_set(change, file):
    change(**{"server.prot": "1", "server.secret_key": "x" * 40, "server.port": "1"})
    assert not os.path.exists(file)


def test_time_zones_are_places(robin):
    names = settings.zones(robin)["names"]
    assert {"Europe/Lisbon", "UTC", "America/Argentina/Ushuaia"} <= {*names}
    assert not any(name.startswith(("posix", "Etc", "SystemV")) for name in names)


def test_kit_may_not(house):
    kit = house.asked_by("Kit", asker=Asker("Kit", "resident", user=3))
    for act in (settings.offered, settings.put_back, settings.last, settings.zones):
        with pytest.raises(NotPermittedError):
            act(kit)
