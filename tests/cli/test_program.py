"""The command line as a newcomer meets it: help, typos, options, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from homestead.cli.catalogue import SECTIONS
from homestead.cli.door import Door
from homestead.core import errors
from homestead.core.plain import safe

NOUNS = [noun for section in SECTIONS.values() for noun in section]


def test_a_newcomer_sees_every_noun_under_a_heading(run):
    told = run("--help")
    assert told.code == 0
    assert all(f"{title}:" in told.out for title in SECTIONS)
    assert all(f"  {noun} " in told.out for noun in NOUNS)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_helps(run, noun):
    told = run(noun, "--help")
    assert told.code == 0
    assert f"Usage: homestead {noun}" in told.out
    assert "{alter" not in told.out


def test_no_words_at_all_show_the_help(run):
    told = run()
    assert "Every day" in told.out
    assert told.code == 2


def test_a_mistyped_command_is_recognised(run):
    told = run("hisotry")
    assert told.code == 2
    assert "Did you mean history?" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["alter", "lsit"], 2, "Did you mean list? See `homestead alter --help`"),
        (["history", "show", "x"], 2, "'x' is not a whole number."),
        (["front", "--at"], 2, "See `homestead front --help`"),
        (["undo", "--list", "3"], 2, "--list only shows"),
        (["import", "--list", "x.json"], 2, "--list only shows"),
        (["alter", "avatar", "seles", "x.png", "--clear"], 2, "Choose one of"),
        (["history", "edit", "1"], 2, "Say what to change."),
        (["alter", "add", "x", "--handle", "17"], 2, "The handle '17' is a number."),
    ],
)
def test_what_makes_no_sense_is_refused_plainly(run, words, code, said):
    told = run(*words)
    assert (told.code, told.out) == (code, "")
    assert told.err.count(said) == 1


@pytest.mark.parametrize("noun", ["history", "audit"])
def test_list_after_a_noun_that_lists_is_allowed(run, noun):
    assert run(noun, "list").out == run(noun).out


def test_help_is_a_command_too(run):
    assert run("help", "front").out == run("front", "--help").out
    assert run("help").out == run("--help").out


def test_a_mistyped_option_is_recognised(run):
    told = run("undo", "--lsit")
    assert told.code == 2
    assert "--list" in told.err


def test_scripts_get_errors_as_json(run):
    told = run("undo", "--json")
    assert told.code == 3
    assert told.error == {
        "code": "not_found",
        "message": "There is nothing to take back.",
        "hint": None,
    }
    assert told.out == ""


def test_scripts_get_usage_errors_as_json(run):
    told = run("undo", "--json", "soon")
    assert told.code == 2
    assert told.error["code"] == "usage"


def test_the_home_can_be_named_on_the_command_line(run, tmp_path):
    told = run("--home", str(tmp_path / "other"), "init", "--json")
    assert told.json["home"]["data"] == str(tmp_path / "other" / "data")
    assert (tmp_path / "other" / "data" / "app.db").exists()


def test_the_version_is_told_at_once(run):
    from homestead import __version__

    assert run("--version").out == f"homestead {__version__}\n"


def test_python_m_homestead_is_the_same_program():
    done = subprocess.run(
        [sys.executable, "-m", "homestead", "--version"], capture_output=True, text=True
    )
    assert done.stdout.startswith("homestead ")


def test_a_reader_that_has_enough_is_no_error(environment):
    done = subprocess.run(
        f"{sys.executable} -m homestead --help | head -1",
        shell=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("argv", "wishes", "rest"),
    [
        (["front", "--json"], {"json": True}, ["front"]),
        (["--json", "front", "-q"], {"json": True, "quiet": True}, ["front"]),
        (["--home", "/x", "front"], {"home": "/x"}, ["front"]),
        (["front", "--home=/y"], {"home": "/y"}, ["front"]),
        (["-v", "front"], {"verbose": True}, ["front"]),
        (["x", "--", "--json", "-q"], {"json": False}, ["x", "--", "--json", "-q"]),
    ],
)
def test_common_options_count_wherever_they_stand(argv, wishes, rest):
    door, words = Door.of(argv)
    assert words == rest
    assert {name: getattr(door, name) for name in wishes} == wishes


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Yuki 🌸", "Yuki 🌸"),
        ("\x1b]0;owned\x07Mallory", "]0;ownedMallory"),
        ("a\tb", "a\tb"),
        ("\x9b31mred", "31mred"),
    ],
)
def test_names_cannot_command_the_terminal(line, shown):
    assert safe(line) == shown


FAMILY = [
    kind
    for kind in errors.HomesteadError.__subclasses__()
    if kind.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", FAMILY)
def test_every_error_survives_the_socket(kind):
    error = kind("It went wrong.", hint="Do this.", fields={"name": "too long"})
    again = errors.from_json(json.loads(json.dumps(error.to_json())))
    assert type(again) is kind
    assert again.to_json() == error.to_json()


def test_how_long_to_wait_survives_the_socket_too():
    error = errors.TooManyError("Too many.")
    error.retry_after = 90
    again = errors.from_json(json.loads(json.dumps(error.to_json())))
    assert (again.retry_after, again.status, again.exit_code) == (90, 429, 75)
    assert "retry_after" not in errors.BusyError("Busy.").to_json()


def test_errors_have_the_exit_codes_of_the_contract():
    codes = {kind.exit_code for kind in FAMILY}
    assert codes == {2, 3, 4, 5, 69, 73, 75, 77, 78}
    assert errors.HomesteadError.exit_code == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(run, shell):
    told = run("completion", shell)
    assert told.code == 0
    assert "_HOMESTEAD_COMPLETE" in told.out


def test_a_damaged_database_is_said_plainly(run, home):
    assert run("undo", "--list").code == 0
    (home / "data" / "app.db").write_bytes(b"not a database at all" * 100)
    told = run("undo", "--list")
    assert told.code == 5
    assert "damaged" in told.err
    assert "Traceback" not in told.err


def test_a_fault_of_ours_is_told_without_a_traceback(run, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    shadow = {"PYTHONPATH": str(broken)}
    (broken / "sitecustomize.py").write_text(
        "from homestead.services import changes\n"
        "def listing(house, *, limit=20):\n    raise RuntimeError('a fault')\n"
        "changes.listing = listing\n"
    )
    told = run("undo", "--list", env=shadow)
    assert told.code == 1
    assert "Something went wrong inside Homestead (RuntimeError: a fault)" in told.err
    assert "Traceback" not in told.err
    assert "Traceback" in run("undo", "--list", "--verbose", env=shadow).err
