"""What is said of mistakes in how the home is set up."""

from __future__ import annotations

import pytest

from homestead.core.errors import NotPermittedError

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
    ("[terms]\nsystem = 5", "must be text, in quotes", None),
    ("[terms]\nsystem = 2026-11-21", "must be text, in quotes", None),
    ('[terms]\nsystem = """a\nb"""', "must be one line", None),
    ('[terms]\nsystem = "\\u001b[31m"', "must be one line", None),
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
    write("[server]\nprot = 1\nport = 'x'\n[terms]\nalter = 1\n")
    assert "2 more: `homestead config check`" in wrong().hint


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"HOMESTEAD_PORT": "eighty"}, "HOMESTEAD_PORT: server.port must be a whole"),
        ({"HOMESTEAD_PORT": "1_000"}, "whole number"),
        ({"HOMESTEAD_PORT": "٨٠"}, "whole number"),
        ({"HOMESTEAD_PORT": "9" * 5000}, "whole number"),
        ({"HOMESTEAD_LOG_LEVEL": "INFO"}, "one of debug, info"),
        ({"HOMESTEAD_TERM_SYSTEM": "\udcff"}, "one line of ordinary text"),
        ({"HOMESTEAD_PROFILE": "prod"}, "one of production"),
    ],
)
def test_a_mistake_in_the_environment_is_told_by_the_variable(wrong, environ, said):
    assert said in wrong(environ).message


def test_a_mistake_counts_even_where_a_stronger_source_speaks(wrong, write):
    write("[server]\nport = 99999\n")
    assert "99999" in wrong({"HOMESTEAD_PORT": "80"}).message


def test_a_long_wrong_value_is_not_told_in_full(wrong, write):
    write(f"[terms]\nalter = '{'x' * 5000}'\n")
    assert len(wrong().message) < 200


def test_an_option_that_does_not_fit_is_told_as_one(wrong):
    assert wrong(**{"server.port": 99999}).message.startswith("--port: ")


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ("HOMESTEAD_PROT=80", "line 2: there is no setting", "HOMESTEAD_PORT"),
        ("HOMESTEAD_HOME=/x", "line 2: there is no setting", "in the environment"),
        ("HOMESTEAD_PORT=x", "HOMESTEAD_PORT: server.port must be", None),
        ("HOMESTEAD_TERM_SYSTEM='x", "line 2: a line must be NAME=value", None),
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
