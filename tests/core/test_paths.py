"""Where the home is found, and what its directories are like."""

from __future__ import annotations

import itertools
import json
import os
import pwd
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import paths
from homestead.core.errors import (
    ConfigError,
    UsageError,
)

SEES = """
import json, os, sys
prefix, api_level, asked = json.loads(sys.argv[1])
if prefix:
    sys.prefix = sys.base_prefix = prefix
    sys.path.append(prefix + "/lib/python3.14/site-packages")
if api_level:
    sys.getandroidapilevel = lambda: 24
if asked == "ours":
    from homestead.core import paths
    found = paths.find()
    told = dict(found.each()), found.why, "platformdirs" in sys.modules
else:
    import platformdirs
    dirs = platformdirs.PlatformDirs("homestead", appauthor=False)
    told = {"config": dirs.user_config_dir, "data": dirs.user_data_dir,
            "log": dirs.user_log_dir, "cache": dirs.user_cache_dir}
print(json.dumps(told))
"""

TERMUX = "/data/data/com.termux/files"
TERMUX_HOME = f"{TERMUX}/home"
ANDROID = {"ANDROID_DATA": "/data", "ANDROID_ROOT": "/system"}
SHELL = {
    **ANDROID,
    "HOME": TERMUX_HOME,
    "PREFIX": f"{TERMUX}/usr",
    "SHELL": f"{TERMUX}/usr/bin/bash",
    "TERMUX_VERSION": "0.119.0",
}


def seen(environ, *, prefix="", api_level=False, by="ours"):
    """Return what a fresh process with just this environment finds."""
    done = subprocess.run(
        [sys.executable, "-c", SEES, json.dumps([prefix, api_level, by])],
        env={**environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def usual(home):
    return {
        "config": f"{home}/.config/homestead",
        "data": f"{home}/.local/share/homestead",
        "log": f"{home}/.local/state/homestead/log",
        "cache": f"{home}/.cache/homestead",
    }


XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
HOMES = ({}, {"HOME": "/home/robin"}, {"HOME": "/home/robin/"}, {"HOME": "/"})
NAMED = (
    {},
    {name: "/mnt/" + name.lower() for name in XDG},
    {name: "relative/" + name.lower() for name in XDG},
    dict.fromkeys(XDG, ""),
    {"XDG_DATA_HOME": "/mnt/data/", "XDG_CACHE_HOME": "~/cache"},
)
MACHINES = ({}, {**ANDROID, "SHELL": "/bin/sh"}, {"ANDROID_DATA": "/data"})


@pytest.mark.parametrize(
    "environ",
    [
        {**home, **named, **machine}
        for home, named, machine in itertools.product(HOMES, NAMED, MACHINES)
    ],
    ids=lambda environ: ",".join(f"{k}={v}" for k, v in environ.items()) or "nothing",
)
def test_on_linux_we_say_what_platformdirs_says_without_loading_it(environ):
    found, _, loaded = seen(environ)
    assert (found, loaded) == (seen(environ, by="platformdirs"), False)


@pytest.mark.parametrize("home", [{}, {"HOME": ""}, {"HOME": "relative"}])
def test_without_a_usable_home_the_password_file_tells(home):
    found, _, _ = seen(home)
    assert found == usual(pwd.getpwuid(os.getuid()).pw_dir.rstrip("/"))


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param(SHELL, id="shell"),
        pytest.param(
            {
                **ANDROID,
                "HOME": TERMUX_HOME,
                "PREFIX": f"{TERMUX}/usr",
                "SHELL": f"{TERMUX}/usr/bin/sh",
                "PATH": f"{TERMUX}/usr/bin",
                "TMPDIR": f"{TERMUX}/usr/tmp",
                "TZ": "Europe/Lisbon",
            },
            id="cronie",
        ),
        pytest.param({**ANDROID, "HOME": TERMUX_HOME}, id="boot"),
        pytest.param(ANDROID, id="run-as"),
        pytest.param({"HOME": TERMUX_HOME}, id="env -i HOME"),
        pytest.param({}, id="env -i"),
        pytest.param({"HOME": ""}, id="empty HOME"),
    ],
)
@pytest.mark.parametrize("api_level", [True, False])
def test_on_termux_every_environment_finds_the_home_the_shell_finds(environ, api_level):
    found, why, loaded = seen(environ, prefix=f"{TERMUX}/usr", api_level=api_level)
    assert (found, loaded) == (usual(TERMUX_HOME), False)
    assert why["data"] == "Termux: default ~/.local/share"


def test_platformdirs_alone_would_find_two_homes_on_termux():
    prefix = f"{TERMUX}/usr"
    answers = [
        seen(environ, prefix=prefix, api_level=True, by="platformdirs")["data"]
        for environ in (SHELL, {"HOME": TERMUX_HOME})
    ]
    assert answers == [usual(TERMUX_HOME)["data"], f"{TERMUX}/homestead"]


@pytest.mark.parametrize(
    ("environ", "prefix"),
    [
        ({"TERMUX__PREFIX": f"{TERMUX}/usr"}, f"{TERMUX_HOME}/homestead/.venv"),
        ({"PREFIX": f"{TERMUX}/usr"}, ""),
        ({"TERMUX_VERSION": "0.119.0", "HOME": TERMUX_HOME}, ""),
    ],
)
def test_termux_is_known_by_its_variables_too(environ, prefix):
    assert seen(environ, prefix=prefix)[0] == usual(TERMUX_HOME)


def test_a_second_user_of_the_phone_has_a_home_of_their_own():
    root = "/data/user/10/com.termux/files"
    assert seen({}, prefix=f"{root}/usr", api_level=True)[0] == usual(f"{root}/home")


def test_xdg_variables_count_on_termux_as_well():
    found, why, _ = seen({**SHELL, "XDG_DATA_HOME": "/sdcard/x"}, api_level=True)
    assert (found["data"], why["data"]) == (
        "/sdcard/x/homestead",
        "Termux: XDG_DATA_HOME",
    )


def test_an_app_that_is_not_termux_is_left_to_platformdirs():
    prefix = "/data/data/org.kivy.app/files/app/python"
    found, why, loaded = seen(ANDROID, prefix=prefix, api_level=True)
    assert found == seen(ANDROID, prefix=prefix, api_level=True, by="platformdirs")
    assert loaded
    assert why["data"].startswith("usual on ")


def test_a_desktop_with_androids_variables_is_still_a_desktop():
    assert seen({**ANDROID, "HOME": "/home/sam"})[0] == usual("/home/sam")


def test_the_option_is_stronger_than_every_variable(tmp_path):
    environ = {"HOMESTEAD_HOME": "/other", "STATE_DIRECTORY": "/var/lib/x"}
    found = paths.find(str(tmp_path), environ)
    assert dict(found.each()) == {kind: f"{tmp_path}/{kind}" for kind in paths.KINDS}
    assert set(found.why.values()) == {"--home"}


def test_the_option_may_be_relative_to_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.find("here", {}).data == f"{tmp_path}/here/data"


def test_an_option_without_a_directory_is_refused():
    with pytest.raises(UsageError, match="--home needs a directory"):
        paths.find("", {"HOME": "/home/robin"})


def test_the_variable_is_stronger_than_systemd():
    found = paths.find(
        None, {"HOMESTEAD_HOME": "/srv/home/", "STATE_DIRECTORY": "/var/lib/x"}
    )
    assert (found.data, found.why["data"]) == ("/srv/home/data", "HOMESTEAD_HOME")


@pytest.mark.parametrize("told", ["~/home", "~//home"])
def test_a_tilde_is_understood_where_no_shell_does_it(told):
    environ = {"HOMESTEAD_HOME": told, "HOME": "/home/kit"}
    assert paths.find(None, environ).data == "/home/kit/home/data"


def test_an_empty_variable_is_as_good_as_none():
    environ = {"HOMESTEAD_HOME": "", "STATE_DIRECTORY": "", "HOME": "/home/kit"}
    assert dict(paths.find(None, environ).each()) == usual("/home/kit")


def test_a_relative_variable_is_refused_with_the_whole_path_to_use():
    with pytest.raises(ConfigError, match="'mine'") as refused:
        paths.find(None, {"HOMESTEAD_HOME": "mine"})
    assert refused.value.hint.endswith(os.path.abspath("mine"))


def test_systemd_gives_every_directory_it_made():
    environ = {
        "STATE_DIRECTORY": "/var/lib/homestead:/var/lib/other",
        "CONFIGURATION_DIRECTORY": "/etc/homestead",
        "LOGS_DIRECTORY": "/var/log/homestead",
        "CACHE_DIRECTORY": "/var/cache/homestead:/var/cache/other",
    }
    found = paths.find(None, environ)
    assert [path for _, path in found.each()] == [
        "/etc/homestead",
        "/var/lib/homestead",
        "/var/log/homestead",
        "/var/cache/homestead",
    ]
    assert found.why["log"] == "LOGS_DIRECTORY"


def test_what_systemd_did_not_make_is_inside_what_it_did():
    found = paths.find(None, {"STATE_DIRECTORY": "/var/lib/homestead"})
    assert (found.config, found.data) == (
        "/var/lib/homestead/config",
        "/var/lib/homestead",
    )
    assert set(found.why.values()) == {"STATE_DIRECTORY"}


def test_without_a_state_directory_the_others_of_systemd_say_nothing():
    environ = {"CONFIGURATION_DIRECTORY": "/etc/x", "HOME": "/home/robin"}
    assert paths.find(None, environ).config == "/home/robin/.config/homestead"


def test_where_nobody_knows_a_home_the_error_says_what_to_set(monkeypatch):
    def nobody(_):
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    with pytest.raises(ConfigError, match="HOME is not set"):
        paths.find(None, {})


def test_finding_makes_nothing(tmp_path):
    paths.find(str(tmp_path / "home"))
    assert list(tmp_path.iterdir()) == []


NAMES = [
    *("HOME", "HOMESTEAD_HOME", "STATE_DIRECTORY", "LOGS_DIRECTORY", "PREFIX"),
    *("CONFIGURATION_DIRECTORY", "CACHE_DIRECTORY", "TERMUX_VERSION", *XDG),
]


@given(st.dictionaries(st.sampled_from(NAMES), st.text(st.sampled_from("/a~:. \n"))))
def test_whatever_the_environment_says_the_directories_are_whole_paths(environ):
    try:
        found = paths.find(None, environ)
    except ConfigError as refused:
        told = environ["HOMESTEAD_HOME"]
        if told.startswith("/") or repr(told) not in refused.message:
            raise
    else:
        assert all(os.path.isabs(path) for _, path in found.each())
        assert {*found.why} == {*paths.KINDS}
        assert all(found.why.values())


@pytest.mark.parametrize(
    ("prefix", "root"),
    [
        (f"{TERMUX}/usr", TERMUX),
        (f"{TERMUX}/usr/", TERMUX),
        ("/data/user/0/com.termux/files/usr", "/data/user/0/com.termux/files"),
        (f"{TERMUX}/home/venv", ""),
        ("/usr", ""),
        ("/data/data/files/usr", ""),
        ("/srv/data/data/com.termux/files/usr", ""),
    ],
)
def test_termux_is_known_by_where_its_programs_are(prefix, root):
    assert paths.termux_root({"PREFIX": prefix}) == root
