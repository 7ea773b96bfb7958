"""How the home is set up: who says what, and what is said of mistakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import config
from homestead.core.errors import ConfigError, NotPermittedError
from homestead.core.settings import SCHEMA, SETTINGS

SECRET = "a secret of more than thirty-two letters"


@pytest.fixture
def folder(tmp_path):
    """The config directory of a home."""
    return tmp_path


@pytest.fixture
def write(folder):
    """Write one of the files in it."""

    def write_file(text, name="config.toml"):
        raw = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(raw)

    return write_file


@pytest.fixture
def load(folder):
    """Load the configuration in an environment of just these variables."""

    def load_with(environ=None, **options):
        return config.load(str(folder), environ or {}, options)

    return load_with


@pytest.fixture
def wrong(load):
    """Load it and return the error that says what is wrong."""

    def wrong_with(environ=None, **options):
        with pytest.raises(ConfigError) as raised:
            load(environ, **options)
        return raised.value

    return wrong_with


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
    write("# ours\nexport HOMESTEAD_NAME='The $HOME'\nPGPASSWORD=x\n\n", ".env")
    assert load()["home.name"] == "The $HOME"


def test_empty_sections_and_profiles_are_no_mistake(load, write):
    write("[server]\n[profile.staging]\n[profile.development.log]\n")
    assert load()["server.port"] == 7410


WRONG = [
    ("[server]\nprot = 1", "line 2: there is no setting server.prot", "port under"),
    ("port = 1", "line 1: there is no setting port", "port under [server]"),
    ("[sever]\nport = 1", "line 1: there is no section [sever]", "[server]"),
    ("[sever]", "no section [sever]", "[server]"),
    ("[server.port]\nx = 1", "line 1: server.port must be a whole number", None),
    ('[server]\nport = "7410"', "a whole number, without quotes, but is '7410'", None),
    ("[server]\nport = 7410.0", "a whole number", None),
    ("[server]\nport = true", "a whole number", None),
    ("[server]\nport = 99999", "from 0 to 65535, but is 99999", None),
    ("[server]\nport = -1", "from 0 to 65535", None),
    ("[server]\nhosts = 'a.org'", "must be a list of texts", None),
    ("[server]\nhosts = [1]", "must be a list of texts", None),
    ("[server]\nhosts = ['']", "must be a list of texts", None),
    ("[server]\nmax_body = 'large'", 'such as "64 MB"', None),
    ("[server]\nmax_body = '64 TB'", 'such as "64 MB"', None),
    ("[server]\nmax_body = '-5 MB'", "must be from", None),
    ("[server]\nmax_body = 1", "must be from 65536", None),
    ("[home]\nname = 5", "must be text, in quotes", None),
    ("[home]\nname = 2026-11-21", "must be text, in quotes", None),
    ('[home]\nname = """a\nb"""', "must be one line", None),
    ('[home]\nname = "\\u001b[31m"', "must be one line", None),
    ("[home]\nprivacy = 'all'", "one of private, trusted, friends, public", None),
    ("[terms]\nalter = ''", "not empty", None),
    (f"[terms]\nalter = '{'x' * 41}'", "1 to 40 characters", None),
    ("HOMESTEAD_PORT = 1", "environment variable", "port under [server]"),
    ("[server]\nHOMESTEAD_PORT = 1", "environment variable", "port under [server]"),
    ('profile = "staging"', "no setting profile", "profile under [home]"),
    ("[profile.stagging]", "line 1: there is no profile called stagging", "staging"),
    ("[profile.staging]\nport = 1", "no setting port", "port under [server]"),
    ("[profile.staging.server]\nport = 'x'", "line 2: server.port must", None),
    ("[profile.staging.home]\nprofile = 'staging'", "cannot choose", "[home]"),
    ("profile.staging = 5", "line 1: a profile has sections", None),
    ("[home]\nprofile = 'x'", "one of production, staging, development", None),
    ("[server]\nport = 1\nport = 2", "line 3: the same setting stands there", None),
    ("[server]\n[server]\n", "line 2: the same [section]", None),
    ("[server]\nhost = 0.0.0.0", "line 2: ", None),
    ("[server]\nhost = localhost", "line 2: the value cannot be understood", None),
    ("[server\nport = 1", "line 1: a [section] without its closing", None),
    ("[home]\nname = 'x", "line 2: ", None),
    ('[home]\nname = "C:\\Users"', "line 2: ", None),
    ("[server]\nhosts = ['a'", "line 2: a list without its closing", None),
    ("hello", "line 1: a name without a value", None),
    ("x = " + "[" * 9000, "config.toml", None),
]


@pytest.mark.parametrize(
    ("text", "said", "hint"), WRONG, ids=[text[:40] for text, *_ in WRONG]
)
def test_a_mistake_in_the_file_is_told_plainly(wrong, write, text, said, hint):
    write(text)
    error = wrong()
    assert said in error.message
    assert error.message.startswith("config.toml")
    assert hint is None or hint in error.hint
    assert (error.exit_code, error.code) == (78, "configuration")


def test_of_several_mistakes_the_first_is_told_and_the_rest_counted(wrong, write):
    write("[server]\nprot = 1\nport = 'x'\n[home]\nname = 1\n")
    assert "2 more: `homestead config check`" in wrong().hint


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"HOMESTEAD_PORT": "eighty"}, "HOMESTEAD_PORT: server.port must be a whole"),
        ({"HOMESTEAD_PORT": "1_000"}, "whole number"),
        ({"HOMESTEAD_PORT": "٨٠"}, "whole number"),
        ({"HOMESTEAD_PORT": "9" * 5000}, "whole number"),
        ({"HOMESTEAD_LOG_LEVEL": "INFO"}, "one of debug, info"),
        ({"HOMESTEAD_NAME": "\udcff"}, "one line of ordinary text"),
        ({"HOMESTEAD_PROFILE": "prod"}, "one of production"),
    ],
)
def test_a_mistake_in_the_environment_is_told_by_the_variable(wrong, environ, said):
    assert said in wrong(environ).message


def test_a_mistake_counts_even_where_a_stronger_source_speaks(wrong, write):
    write("[server]\nport = 99999\n")
    assert "99999" in wrong({"HOMESTEAD_PORT": "80"}).message


def test_a_long_wrong_value_is_not_told_in_full(wrong, write):
    write(f"[home]\nname = '{'x' * 5000}'\n")
    assert len(wrong().message) < 200


def test_an_option_that_does_not_fit_is_told_as_one(wrong):
    assert wrong(**{"server.port": 99999}).message.startswith("--port: ")


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ("HOMESTEAD_PROT=80", "line 2: there is no setting", "HOMESTEAD_PORT"),
        ("HOMESTEAD_HOME=/x", "line 2: there is no setting", "in the environment"),
        ("HOMESTEAD_PORT=x", "HOMESTEAD_PORT: server.port must be", None),
        ("HOMESTEAD_NAME='x", "line 2: a line must be NAME=value", None),
    ],
)
def test_a_mistake_in_a_dotenv_is_told(wrong, write, line, said, hint):
    write(f"\n{line}\n", ".env")
    error = wrong()
    assert said in error.message
    assert hint is None or hint in error.hint


@pytest.mark.parametrize("name", ["config.toml", ".env"])
@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"# ok\n\xff\xfe", "line 2: this is not UTF-8"),
        ("[server]\nport = 1\n".encode("utf-16"), "not UTF-8"),
        (b"#" * (1024 * 1024 + 1), "too large"),
    ],
)
def test_a_file_that_is_no_text_is_named(wrong, write, name, raw, said):
    write(raw, name)
    message = wrong().message
    assert said in message
    assert f"/{name}" in message


@pytest.mark.parametrize("name", ["config.toml", ".env"])
def test_a_directory_in_the_place_of_a_file_is_named(wrong, folder, name):
    (folder / name).mkdir()
    assert "directory" in wrong().message


def test_a_symlink_to_nowhere_is_no_missing_file(wrong, folder):
    (folder / "config.toml").symlink_to(folder / "gone")
    assert "No such file" in wrong().message


def test_a_file_one_may_not_read_is_told_as_such(load, write, monkeypatch):
    write("[server]\n")

    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(NotPermittedError, match="cannot be read: Permission denied"):
        load()


def test_a_secret_can_be_kept_in_a_file(load, write, folder):
    write(f"{SECRET}\n", "key")
    loaded = load({"HOMESTEAD_SECRET_KEY_FILE": str(folder / "key")})
    assert loaded["server.secret_key"] == SECRET
    assert loaded.origin("server.secret_key") == (
        "environment: HOMESTEAD_SECRET_KEY_FILE"
    )


def test_a_file_of_a_secret_may_be_beside_the_configuration(load, write):
    write(SECRET, "key")
    write("HOMESTEAD_SECRET_KEY_FILE=key", ".env")
    assert load()["server.secret_key"] == SECRET


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"HOMESTEAD_SECRET_KEY_FILE": "/gone"}, "/gone, which HOMESTEAD_SECRET_KEY"),
        (
            {"HOMESTEAD_SECRET_KEY_FILE": "key", "HOMESTEAD_SECRET_KEY": SECRET},
            "both set",
        ),
        ({"HOMESTEAD_SECRET_KEY_FILE": "key"}, "32 to 200 characters"),
    ],
)
def test_a_secret_that_cannot_be_had_is_told(wrong, write, environ, said):
    write("hush", "key")
    assert said in wrong(environ).message


def test_only_secrets_come_from_files(load, write):
    write("80", "port")
    assert load({"HOMESTEAD_PORT_FILE": "port"})["server.port"] == 7410


@pytest.mark.parametrize(
    "text",
    [
        "[server]\nsecret_key = 'hush'",
        "[server]\nsecret_key = ['hush']",
        "[server]\nsecret_key = 'hush",
    ],
)
def test_a_secret_is_never_in_an_error(wrong, write, text):
    write(text)
    error = wrong()
    assert "hush" not in f"{error.message} {error.hint} {error.fields}"


def test_a_secret_is_never_printed(load):
    loaded = load({"HOMESTEAD_SECRET_KEY": SECRET})
    assert SECRET not in f"{loaded!r} {loaded}"
    assert loaded["server.secret_key"] == SECRET


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200)


@given(name=TEXTS, port=st.integers(0, 65535), days=st.integers(1, 3650))
def test_what_fits_is_read_as_it_was_written(tmp_path_factory, name, port, days):
    import tomlkit

    folder = tmp_path_factory.mktemp("config", numbered=True)
    document = {
        "home": {"name": name, "trash_days": days},
        "server": {"port": port},
    }
    (folder / "config.toml").write_text(tomlkit.dumps(document), encoding="utf-8")
    loaded = config.load(str(folder), {})
    keys = ("home.name", "home.trash_days", "server.port")
    assert tuple(loaded[key] for key in keys) == (name, days, port)


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
