"""Changing `config.toml` loses nothing: not to others, a full disk or a crash."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib

import pytest
from core.config.conftest import OWN
from hypothesis import given, settings
from hypothesis import strategies as st

from homestead.core import config, config_writing
from homestead.core.errors import (
    BusyError,
    CannotCreateError,
    NotPermittedError,
)


@pytest.fixture
def folder(file):
    return str(file.parent)


PROFILES = ("profile.staging.", "profile.development.")

WRITER = """
import sys
from homestead.core import config_writing
for value in range(1, 9):
    config_writing.set_value(sys.argv[1], sys.argv[2], value)
"""


def test_of_many_who_write_at_once_none_loses_a_change(folder):
    keys = [f"{part}server.port" for part in ("", *PROFILES)]
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, folder, key]) for key in keys
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    loaded = config.load(folder, {})
    staging = config.load(folder, {"HOMESTEAD_PROFILE": "staging"})
    assert (loaded["server.port"], staging["server.port"]) == (8, 8)


def test_who_waits_too_long_is_told(folder, monkeypatch):
    monkeypatch.setattr(config_writing, "PATIENCE", 0.05)
    held = config_writing._locked(f"{folder}/.config.toml.lock")
    with held, pytest.raises(BusyError):
        config_writing.set_value(folder, "server.port", 1)


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), CannotCreateError),
        (PermissionError(13, "Permission denied"), NotPermittedError),
    ],
)
def test_a_write_that_fails_leaves_the_file_as_it_was(folder, file, step, error, told):
    def fail(*_):
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(told, match=error.strerror):
            config_writing.set_value(folder, "server.port", 9000)
    assert file.read_text() == OWN
    assert {*os.listdir(folder)} == {"config.toml", ".config.toml.lock"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("belongs", ["config.toml", "."])
def test_what_root_changes_stays_its_owners(folder, file, belongs):
    os.chown(file.parent / belongs, 4711, 4712)
    if belongs == ".":
        file.unlink()
    config_writing.set_value(folder, "server.port", 9000)
    assert (file.stat().st_uid, file.stat().st_gid) == (4711, 4712)


def test_what_a_crash_left_behind_is_in_nobodys_way(folder, file):
    (file.parent / ".config.toml.new").write_text("half a fi")
    config_writing.set_value(folder, "server.port", 9000)
    assert tomllib.loads(file.read_text())["server"]["port"] == 9000


KEYS = [f"{part}server.port" for part in ("", *PROFILES)]


@settings(max_examples=40)
@given(
    changes=st.lists(st.tuples(st.sampled_from(KEYS), st.integers(1, 99) | st.none())),
    start=st.sampled_from(
        [
            "",
            OWN,
            "server.port = 1\n",
            "server = { port = 1 }\n[home]\n",
            "[profile]\nstaging.server.port = 1\n",
            "[profile.staging]\nserver.host = '::1'\n[server]\n",
            "[profile.staging.log]\n[home]\nname='x'\n[profile.staging.server]\n",
        ]
    ),
)
def test_after_any_changes_the_file_says_the_last_of_each(
    tmp_path_factory, changes, start
):
    folder = tmp_path_factory.mktemp("config", numbered=True)
    file = folder / "config.toml"
    file.write_text(start)
    expected = {}
    for key, value in changes:
        expected[key] = value
        if value is None:
            config_writing.unset(str(folder), key)
        else:
            config_writing.set_value(str(folder), key, value)
    assert {key: said(file, key) for key in expected} == expected


def said(file, key):
    """Return what the file says of a key, as TOML itself sees it."""
    table = tomllib.loads(file.read_text())
    for name in key.split("."):
        table = table.get(name, {})
    return None if table == {} else table
