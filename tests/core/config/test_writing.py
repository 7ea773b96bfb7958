"""Changing `config.toml`: one setting at a time, all else as it was."""

from __future__ import annotations

import os

import pytest
from core.config.conftest import OWN

from homestead.core import config, config_writing
from homestead.core.errors import (
    ConfigError,
    NotFoundError,
    UsageError,
)


@pytest.fixture
def folder(file):
    return str(file.parent)


def test_robin_can_change_a_setting_and_keeps_every_comment(folder, file):
    config_writing.set_value(folder, "server.port", 9000)
    assert file.read_text() == OWN.replace("8000", "9000")


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("server.port", "9000", 9000),
        ("server.hosts", "home.example.org,b.local", ["home.example.org", "b.local"]),
        ("server.hosts", ["home.example.org:8443"], ["home.example.org:8443"]),
        ("server.hosts", "", []),
        ("server.max_body", "16 MB", 16 << 20),
        ("server.host", "::", "::"),
        ("home.time_zone", "Europe/Lisbon", "Europe/Lisbon"),
        ("terms.system", 'The "Garden" \\ 🌱', 'The "Garden" \\ 🌱'),
        ("terms.alters", "folk", "folk"),
    ],
)
def test_what_was_set_is_what_is_read(folder, key, value, kept):
    config_writing.set_value(folder, key, value)
    loaded = config.load(folder, {})
    assert (loaded[key], loaded.origin(key)) == (kept, "config.toml")


def test_a_size_stays_as_it_was_written(folder, file):
    config_writing.set_value(folder, "server.max_body", "16 MB")
    assert 'max_body = "16 MB"' in file.read_text()


def test_the_first_setting_makes_the_file_for_its_owner_alone(tmp_path):
    old = os.umask(0)
    try:
        config_writing.set_value(str(tmp_path / "new"), "server.port", 9000)
    finally:
        os.umask(old)
    made = tmp_path / "new"
    modes = [place.stat().st_mode & 0o777 for place in (made, made / "config.toml")]
    assert modes == [0o700, 0o600]
    assert {*os.listdir(made)} == {"config.toml", ".config.toml.lock"}


def test_a_file_others_could_read_is_closed_to_them(folder, file):
    file.chmod(0o644)
    config_writing.set_value(folder, "server.port", 9000)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("before", ["", "[profile.staging.server]\nhost = '::1'\n"])
def test_robin_can_set_what_only_a_profile_has(folder, file, before):
    file.write_text(OWN + before)
    config_writing.set_value(folder, "profile.staging.server.port", 1)
    ports = [
        config.load(folder, {"HOMESTEAD_PROFILE": profile})["server.port"]
        for profile in ("staging", "production")
    ]
    assert ports == [1, 8000]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("server.prot", "server.port"),
        ("port", "server.port"),
        ("profile.staging.port", "server.port"),
        ("profile.stagging.server.port", "server.port"),
        ("server", "server."),
        ("", "config show"),
        ("profile", "home.profile"),
    ],
)
def test_a_setting_there_is_not_is_refused(folder, file, key, hint):
    with pytest.raises(NotFoundError) as refused:
        config_writing.set_value(folder, key, 1)
    assert hint in refused.value.hint
    assert file.read_text() == OWN


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("server.port", "99999", "from 0 to 65535"),
        ("server.port", "eighty", "whole number"),
        ("server.port", True, "whole number"),
        ("server.port", None, "whole number"),
        ("server.host", "http://x", "an address or a host's name"),
        ("server.hosts", "https://home.example.org", "names such as"),
        ("server.hosts", "-x", "names such as"),
        ("home.time_zone", "Lisbon", "a time zone, such as Europe/Lisbon"),
        ("home.time_zone", "../etc/passwd", "a time zone"),
        ("terms.system", "two\nlines", "one line"),
        ("terms.alter", "", "not empty"),
        ("profile.staging.home.profile", "staging", "cannot choose"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(folder, file, key, value, said):
    with pytest.raises(UsageError, match=said):
        config_writing.set_value(folder, key, value)
    assert file.read_text() == OWN


def test_a_secret_that_does_not_fit_is_not_repeated(folder):
    with pytest.raises(UsageError) as refused:
        config_writing.set_value(folder, "server.secret_key", "hush")
    assert "hush" not in refused.value.message


def test_a_broken_file_is_told_of_and_not_written_over(folder, file):
    file.write_text("[server\n")
    with pytest.raises(ConfigError, match="line 1"):
        config_writing.set_value(folder, "server.port", 1)
    assert file.read_text() == "[server\n"


def test_a_value_where_a_section_must_be_is_told(folder, file):
    file.write_text("server = 1\n")
    with pytest.raises(ConfigError, match="server is a value"):
        config_writing.set_value(folder, "server.port", 1)


def test_other_mistakes_do_not_keep_robin_from_mending_one(folder, file):
    file.write_text("[server]\nport = 'x'\nprot = 1\n")
    config_writing.set_value(folder, "server.port", 1)
    assert config_writing.unset(folder, "server.prot")
    assert config.load(folder, {})["server.port"] == 1


def test_robin_can_go_back_to_the_default(folder, file):
    assert config_writing.unset(folder, "server.port")
    assert config.load(folder, {}).origin("server.port") == "default"
    assert "# Our home. Seles set it up." in file.read_text()


@pytest.mark.parametrize(
    "key", ["server.host", "log.level", "profile.staging.log.level"]
)
def test_what_is_not_set_is_unset_already(folder, file, key):
    assert not config_writing.unset(folder, key)
    assert file.read_text() == OWN


def test_what_neither_stands_there_nor_is_a_setting_cannot_be_unset(folder):
    with pytest.raises(NotFoundError, match=r"server\.prot"):
        config_writing.unset(folder, "server.prot")


def test_unsetting_makes_no_file(tmp_path):
    assert not config_writing.unset(str(tmp_path), "server.port")
    assert not (tmp_path / "config.toml").exists()


def test_a_file_kept_elsewhere_stays_there(folder, file, tmp_path):
    kept = tmp_path / "dotfiles.toml"
    file.rename(kept)
    file.symlink_to(kept)
    config_writing.set_value(folder, "server.port", 9000)
    assert file.is_symlink()
    assert kept.read_text() == OWN.replace("8000", "9000")
