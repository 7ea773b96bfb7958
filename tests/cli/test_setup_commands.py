"""`homestead config`, `paths` and `doctor` as people meet them."""

from __future__ import annotations

import re

import pytest

from homestead.core.settings import SETTINGS


@pytest.fixture
def config(home):
    """The home's `config.toml`; its directory is there."""
    (home / "config").mkdir(parents=True)
    return home / "config" / "config.toml"


def test_robin_sees_every_setting_and_who_said_so(run):
    told = run("config", "show", env={"HOMESTEAD_PORT": "8000"})
    lines = {line.split()[0]: line for line in told.out.splitlines() if line}
    assert {*SETTINGS} <= {*lines}
    assert lines["server.port"].endswith("8000        environment: HOMESTEAD_PORT")


def test_robin_sets_reads_and_unsets_a_setting(run):
    assert run("config", "set", "terms.alter", "headmate").code == 0
    assert run("config", "get", "terms.alter").out == "headmate\n"
    assert (
        run("config", "unset", "terms.alter").out == "terms.alter = alter (default)\n"
    )


def test_a_script_reads_a_setting_as_json(run):
    run("config", "set", "server.hosts", "home.example.org,b.local")
    told = run("config", "get", "server.hosts", "--json").json
    assert told["value"] == ["home.example.org", "b.local"]


def test_the_words_change_everywhere(run):
    run("config", "set", "terms.alter", "headmate", check=True)
    assert "headmates" in run("--help").out
    assert "headmates" in run("alter", "--help").out


def test_verbose_tells_all_about_a_setting(run):
    told = run("config", "get", "home.privacy", "--verbose").out
    assert "one of: private, trusted, friends, public" in told
    assert "HOMESTEAD_PRIVACY" in told


def test_what_stands_in_the_way_of_a_setting_is_told_beside_it(run):
    told = run("config", "set", "server.port", "1", env={"HOMESTEAD_PORT": "2"})
    assert told.out == "server.port = 2 (environment: HOMESTEAD_PORT)\n"
    assert "HOMESTEAD_PORT, which is stronger" in told.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["set", "server.prot", "1"], 3, "Did you mean server.port?"),
        (["get", "port"], 3, "Did you mean server.port?"),
        (["set", "server.port", "99999"], 2, "from 0 to 65535"),
    ],
)
def test_what_cannot_be_set_is_refused(run, words, code, said):
    told = run("config", *words)
    assert (told.code, told.out) == (code, "")
    assert said in told.err


def test_the_path_is_the_path_and_nothing_else(run, config):
    assert run("config", "path").out == f"{config}\n"


def test_a_mistake_is_told_before_anything_is_changed(run, config):
    run("alter", "add", "Seles")
    config.write_text("[server]\nprot = 1\n")
    told = run("front", "seles")
    assert (told.code, told.out) == (78, "")
    assert "config.toml, line 2: there is no setting server.prot" in told.err
    config.unlink()
    assert run("front", "--json").json["fronting"] == []


def test_help_works_in_a_home_that_is_set_up_wrongly(run, config):
    config.write_text("[server\n")
    told = run("config", "--help")
    assert (told.code, told.err) == (0, "")


def test_what_is_wrong_is_told_and_can_be_mended_from_the_shell(run, config):
    config.write_text("[server]\nprot = 1\nport = 'x'\n")
    told = run("config", "check")
    assert told.code == 78
    assert "line 2" in told.out
    assert "line 3" in told.out
    run("config", "unset", "server.prot", check=True)
    run("config", "set", "server.port", "8000", check=True)
    assert run("config", "check").code == 0


def test_a_script_learns_what_is_wrong(run, config):
    config.write_text("port = 1\n")
    told = run("config", "check", "--json")
    assert told.code == 78
    assert told.json["problems"][0]["hint"] == "Did you mean port under [server]?"


@pytest.mark.parametrize("words", [["config", "show"], ["config", "check"], ["doctor"]])
def test_no_secret_is_ever_printed(run, words):
    secret = "hush, hush: more than thirty-two letters"
    for given in (secret, "too short, hush"):
        told = run(*words, "--json", env={"HOMESTEAD_SECRET_KEY": given})
        assert "hush" not in told.out + told.err


def test_paths_tell_where_and_why(run, home):
    told = run("paths", "--json").json
    assert {kind: told[kind] for kind in ("config", "data", "log", "cache")} == {
        kind: str(home / kind) for kind in ("config", "data", "log", "cache")
    }
    assert told["why"]["data"] == "HOMESTEAD_HOME"


def test_paths_make_nothing_and_say_so(run, home):
    told = run("paths")
    assert f"data    {home}/data  (HOMESTEAD_HOME, not made yet)" in told.out
    assert not home.exists()


def test_paths_follow_the_option(run, tmp_path):
    told = run("paths", "--json", "--home", str(tmp_path / "other")).json
    assert told["data"] == str(tmp_path / "other" / "data")
    assert told["why"]["data"] == "--home"


def test_the_doctor_is_content_with_a_new_home(run):
    run("init", check=True)
    told = run("doctor", "--json")
    assert told.code == 0
    assert told.json["ok"]


def test_the_doctor_fails_with_the_command_that_mends(run, home):
    run("init", check=True)
    (home / "data").chmod(0o755)
    told = run("doctor")
    assert told.code == 1
    assert "fail  permissions" in told.out
    assert "mend it: homestead doctor --fix" in told.out
    assert run("doctor", "--fix").code == 0


def test_the_doctor_looks_at_a_home_that_does_not_open(run, home):
    run("init", check=True)
    (home / "data" / "app.db").write_text("no database " * 999)
    (home / "config" / "config.toml").write_text("[server\n")
    told = run("doctor", "--json")
    assert told.code == 1
    failed = {each["name"] for each in told.json["checks"] if each["state"] == "fail"}
    assert {"database", "configuration"} <= failed


def test_verbose_lists_what_is_fine_as_well(run):
    run("init", check=True)
    assert "ok    storage: " in run("doctor", "--verbose").out


def test_a_running_daemon_heeds_a_change_at_once(run, daemon):
    run("config", "set", "terms.front", "deck", check=True)
    assert "Nobody is at the deck" in run("front").out
    assert run("config", "get", "terms.front").out == "deck\n"


def test_a_size_is_shown_as_people_write_it_and_told_to_scripts_in_bytes(run):
    assert re.search(r"server\.max_body +64 MB ", run("config", "show").out)
    assert run("config", "get", "server.max_body").out == "67108864\n"


def test_both_doors_tell_the_same(run, request):
    run("config", "set", "server.max_body", "16 MB", check=True)
    commands = [("config", verb) for verb in ("show", "path", "check")]
    commands += [("paths",), ("config", "get", "server.max_body", "--verbose")]
    alone = [run(*words) for words in commands]
    request.getfixturevalue("daemon")
    assert [run(*words) for words in commands] == alone


@pytest.mark.parametrize(
    ("words", "env", "code", "said"),
    [
        (["front"], {"HOMESTEAD_HOME": "here"}, 78, "HOMESTEAD_HOME=/"),
        (["front", "--home", ""], {}, 2, "--home needs a directory"),
        (["front", "--home"], {}, 2, "--home needs a directory"),
        (["serve"], {"HOMESTEAD_PORT": "99999"}, 78, "from 0 to 65535"),
        (["serve"], {"HOMESTEAD_LOG_LEVEL": "loud"}, 78, "one of debug"),
    ],
)
def test_a_home_that_cannot_be_found_or_read_is_told(run, words, env, code, said):
    told = run(*words, env=env)
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert "Traceback" not in told.err


def test_a_daemon_with_a_mistake_in_its_configuration_does_not_start(run, config):
    config.write_text("[server]\nprot = 1\n")
    told = run("serve")
    assert told.code == 78
    assert "line 2" in told.err


def test_a_daemon_makes_its_log_directory_again(run, home, request):
    run("init", check=True)
    (home / "log").rmdir()
    request.getfixturevalue("daemon")
    assert (home / "log").is_dir()
