"""How the home is set up: who says what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import config
from homestead.core.settings import SCHEMA, SETTINGS


def test_a_home_without_any_file_has_every_setting(load):
    loaded = load()
    assert {key: loaded[key] for key in SETTINGS} == {
        setting.key: setting.default for setting in SCHEMA
    }
    assert {loaded.origin(key) for key in SETTINGS} == {"default"}


def test_a_config_directory_that_is_not_there_is_an_empty_one(tmp_path):
    assert config.load(str(tmp_path / "gone"), {})["server.port"] == 7410


SOURCES = ("option", "environment", "dotenv", "profile", "file")


@pytest.mark.parametrize("strongest", SOURCES)
def test_the_strongest_source_that_speaks_is_heard(load, write, strongest):
    speaking = SOURCES[SOURCES.index(strongest) :]
    part = "[profile.production.server]\nport = 4\n" if "profile" in speaking else ""
    write(f"{part}[server]\nport = 5\n")
    if "dotenv" in speaking:
        write("HOMESTEAD_PORT=3\n", ".env")
    environ = {"HOMESTEAD_PORT": "2"} if "environment" in speaking else {}
    loaded = load(environ, **({"server.port": 1} if "option" in speaking else {}))
    assert loaded["server.port"] == SOURCES.index(strongest) + 1


@pytest.mark.parametrize(
    ("environ", "options", "origin"),
    [
        ({}, {"server.port": 1}, "option"),
        ({}, {"server.port": None}, ".env: HOMESTEAD_PORT"),
        ({"HOMESTEAD_PORT": "1"}, {}, "environment: HOMESTEAD_PORT"),
        ({"HOMESTEAD_PORT": ""}, {}, ".env: HOMESTEAD_PORT"),
    ],
)
def test_robin_can_see_who_said_so(load, write, environ, options, origin):
    write("HOMESTEAD_PORT = 3", ".env")
    assert load(environ, **options).origin("server.port") == origin


@pytest.mark.parametrize(
    ("environ", "chosen", "port"),
    [
        ({}, "", 1),
        ({}, "profile = 'staging'", 2),
        ({"HOMESTEAD_PROFILE": "development"}, "profile = 'staging'", 3),
        ({"HOMESTEAD_PROFILE": "production"}, "profile = 'staging'", 1),
    ],
)
def test_a_profile_changes_what_it_names(load, write, environ, chosen, port):
    write(
        f"[home]\n{chosen}\n[server]\nport = 1\nhost = '::1'\n"
        "[profile.staging.server]\nport = 2\n"
        "[profile.development]\nserver.port = 3\n"
    )
    loaded = load(environ)
    assert (loaded["server.port"], loaded["server.host"]) == (port, "::1")


def test_a_dotenv_can_choose_the_profile(load, write):
    write("HOMESTEAD_PROFILE=staging", ".env")
    write("[profile.staging.server]\nport = 2\n")
    loaded = load()
    assert loaded["server.port"] == 2
    assert loaded.origin("server.port") == "config.toml [profile.staging]"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ('"64 MB"', 64 << 20),
        ('"64mb"', 64 << 20),
        ('"1 GB"', 1 << 30),
        ('"100 KB"', 100 << 10),
        ('"100000"', 100_000),
        ("100000", 100_000),
    ],
)
def test_sizes_are_written_as_people_write_them(load, write, text, size):
    write(f"[server]\nmax_body = {text}\n")
    assert load()["server.max_body"] == size


def test_lists_come_from_variables_with_commas(load):
    loaded = load({"HOMESTEAD_HOSTS": "home.example.org, seles.local,,"})
    assert loaded["server.hosts"] == ["home.example.org", "seles.local"]


def test_a_byte_order_mark_does_no_harm(load, write):
    write(b"\xef\xbb\xbf[server]\r\nport = 8000\r\n")
    assert load()["server.port"] == 8000


def test_a_dotenv_is_left_to_other_programs_too(load, write):
    write("# ours\nexport HOMESTEAD_TERM_SYSTEM='The $HOME'\nPGPASSWORD=x\n\n", ".env")
    assert load()["terms.system"] == "The $HOME"


def test_empty_sections_and_profiles_are_no_mistake(load, write):
    write("[server]\n[profile.staging]\n[profile.development.log]\n")
    assert load()["server.port"] == 7410


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)


@given(word=WORDS, port=st.integers(0, 65535), octets=st.integers(65536, 1 << 32))
def test_what_fits_is_read_as_it_was_written(tmp_path_factory, word, port, octets):
    import tomlkit

    folder = tmp_path_factory.mktemp("config", numbered=True)
    document = {
        "terms": {"alter": word},
        "server": {"port": port, "max_body": octets},
    }
    (folder / "config.toml").write_text(tomlkit.dumps(document), encoding="utf-8")
    loaded = config.load(str(folder), {})
    keys = ("terms.alter", "server.port", "server.max_body")
    assert tuple(loaded[key] for key in keys) == (word, port, octets)


@given(st.dictionaries(st.sampled_from([s.env for s in SCHEMA]), st.text()))
def test_whatever_the_environment_says_is_taken_or_told(environ):
    found = config.gather("/nonexistent", environ, {})
    told = [problem.message.split(":")[0] for problem in found.problems]
    taken = [origin.split(": ")[1] for origin in found.origins.values()]
    assert sorted(told + taken) == sorted(name for name in environ if environ[name])


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_in_the_file_is_taken_or_told(tmp_path_factory, raw):
    folder = tmp_path_factory.mktemp("config", numbered=True)
    (folder / "config.toml").write_bytes(raw)
    for problem in config.gather(str(folder), {}, {}).problems:
        assert problem.message.endswith(".")
