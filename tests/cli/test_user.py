"""Accounts from the shell: the way in without a browser."""

from __future__ import annotations

import os
import pty
import subprocess
from contextlib import closing

import pytest
from conftest import PROGRAM, serving

from homestead import app
from homestead.core import paths
from homestead.services import accounts

PASSWORD = "correct horse"


@pytest.fixture
def user(run):
    """Run `homestead user …`."""
    return lambda *words, **more: run("user", *words, **more)


@pytest.fixture
def robin(user):
    """Robin, who owns the home."""
    made = user("add", "Robin", "--role", "owner", "--password-stdin", input=PASSWORD)
    assert made.code == 0, made.err
    return made


@pytest.fixture
def kit(user, robin):
    """Kit, who lives here too."""
    return user("add", "Kit", "--password-stdin", input=PASSWORD)


@pytest.fixture
def sign_in(home):
    """Sign somebody in, as a page would, and close the home again."""

    def go(name="Kit", password=PASSWORD):
        with closing(app.open_home(paths.find(str(home)))) as opened:
            place = {"address": "192.0.2.7", "device": "Firefox Android"}
            return accounts.sign_in(opened.house, name=name, password=password, **place)

    return go


def test_a_new_home_says_how_to_make_its_owner(user):
    assert "homestead user add NAME --role owner" in user("list").out


def test_robin_comes_in_without_a_browser(user, sign_in):
    told = user("add", "Robin", "--role", "owner", "--password-stdin", input=PASSWORD)
    assert (told.out, told.err) == ("Robin may come in now, as owner.\n", "")
    assert sign_in("robin")["user"]["role"] == "owner"


def test_users_are_listed(user, kit):
    assert user("list").out.splitlines() == [
        "name   role      acts as     last used  sessions  tokens",
        "Kit    resident  all alters  never      0         0",
        "Robin  owner     all alters  never      0         0",
    ]


def test_scripts_get_users_as_json(user, kit):
    told = user("list", "--json").json["users"]
    assert [(one["user"], one["role"], one["alters"]) for one in told] == [
        ("Kit", "resident", None),
        ("Robin", "owner", None),
    ]


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_end_of_the_line_is_no_part_of_a_piped_password(
    user, robin, sign_in, ending
):
    user("add", "Kit", "--password-stdin", input=f"  spaces kept {ending}")
    assert sign_in("Kit", "  spaces kept ")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "shorter than 8"),
        ("short\n", "shorter than 8"),
        ("x" * 1001, "longer than 1000"),
        ("x" * 200_000, "longer than 1000"),
        ("sam i am", "is the name"),
    ],
)
def test_a_password_that_cannot_be_makes_no_account(user, password, said):
    told = user("add", "Sam I am", "--password-stdin", input=password)
    assert told.code == 2
    assert said in told.err
    assert user("list", "--json").json["users"] == []


def test_a_password_that_is_no_text_is_refused(environment):
    done = subprocess.run(
        [*PROGRAM, "user", "add", "Kit", "--password-stdin"],
        input=b"\xff\xfe" * 10,
        capture_output=True,
        env=environment,
    )
    assert done.returncode == 2
    assert b"not text in UTF-8" in done.stderr


def test_a_password_is_never_an_argument(user):
    assert user("add", "Kit", PASSWORD).code == 2
    assert user("add", "Kit", "--password", PASSWORD).code == 2


def test_without_a_terminal_one_is_told_how_to_pipe(user):
    told = user("add", "Kit", input=PASSWORD)
    assert told.code == 2
    assert "--password-stdin" in told.err


PROMPTS = [b"New password for Kit: ", b"The same once more: "]


def typed(environment, words, answers):
    """Run a command at a terminal; return its exit code and all that it showed."""
    ours, theirs = pty.openpty()
    ends = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    asked = dict(zip(PROMPTS, answers, strict=True))
    shown = b""
    with (
        subprocess.Popen(
            [*PROGRAM, *words], env=environment, start_new_session=True, **ends
        ) as process,
        os.fdopen(ours, "r+b", buffering=0) as terminal,
    ):
        os.close(theirs)
        while chunk := _read(terminal):
            shown += chunk
            for prompt in [prompt for prompt in asked if shown.endswith(prompt)]:
                terminal.write(asked.pop(prompt))
        return process.wait(timeout=60), shown.decode()


def _read(terminal):
    try:
        return terminal.read(1024)
    except OSError:  # how Linux says that the other side is closed
        return b""


@pytest.mark.parametrize(
    ("words", "again", "code", "said"),
    [
        (("add", "Kit", "--role", "owner"), b"kitty kitty\n", 0, "Kit may come in"),
        (("add", "Kit"), b"kitty kitties\n", 2, "not the same"),
        (("add", "Kit"), b"\x04", 2, "No password was typed"),
    ],
)
def test_a_typed_password_is_asked_for_twice_and_never_shown(
    environment, words, again, code, said
):
    ended, shown = typed(environment, ("user", *words), [b"kitty kitty\n", again])
    assert ended == code
    assert "New password for Kit:" in shown
    assert said in shown
    assert "kitty" not in shown


def test_kit_gets_a_new_password_and_is_signed_out(user, kit, sign_in):
    sign_in()
    told = user("password", "kit", "--password-stdin", input="staple battery")
    assert told.out == "Kit has a new password.\n"
    assert user("sessions", "Kit").out == "Signed in nowhere.\n"
    assert sign_in(password="staple battery")


def test_a_password_is_not_asked_for_a_user_who_is_not(user, robin):
    told = user("password", "Robim")
    assert told.code == 3
    assert "Did you mean Robin?" in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rename", "kit", "Kite"), "Kite it is.\n"),
        (("role", "kit", "guest"), "Kit is guest now.\n"),
        (("disable", "kit"), "Kit may not come in for now.\n"),
        (("enable", "kit"), "Kit may come in again.\n"),
        (("alters", "kit"), "Kit may act as all alters.\n"),
        (("alters", "kit", "Dexen", "seles"), "Kit may act as seles, dexen.\n"),
        (("alters", "kit", "--all"), "Kit may act as all alters.\n"),
        (("revoke", "kit"), "Ended 0 sessions.\n"),
        (("remove", "kit"), "Removed Kit.\n"),
    ],
)
def test_what_was_done_is_said(user, kit, cast, words, said):
    told = user(*words)
    assert (told.code, told.out, told.err) == (0, said, "")


def test_a_removed_account_comes_back(user, kit):
    user("remove", "Kit")
    assert "Kit" not in user("list").out
    assert "Kit" in user("list", "--removed").out
    assert user("restore", "kit").out == "Kit is back, as resident.\n"


def test_whom_kit_may_act_as_is_shown_and_not_changed_by_looking(user, kit, cast):
    user("alters", "kit", "dexen")
    for _ in range(2):
        assert user("alters", "kit").out == "Kit may act as dexen.\n"
    assert user("alters", "kit", "dexen", "--all").code == 2
    assert "acts as    dexen" in user("show", "kit").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("remove", "robin"), 4),
        (("role", "robin", "king"), 2),
        (("disable", "nobody-here"), 3),
        (("restore", "kit"), 3),
        (("revoke", "kit", "0123456789ab"), 3),
        (("alters", "kit", "nemo"), 3),
        (("rename", "kit", "ROBIN"), 4),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(user, kit, words, code):
    told = user(*words, "--json")
    assert told.code == code
    assert told.error["message"]


def test_sessions_are_listed_and_ended(user, kit, sign_in):
    for _ in range(3):
        sign_in()
    listed = user("sessions", "kit", "--json").json["sessions"]
    assert {one["device"] for one in listed} == {"Firefox on Android"}
    assert "192.0.2.7" in user("sessions", "kit").out
    one = listed[0]["session"]
    assert user("revoke", "kit", one).out == "Ended 1 session.\n"
    assert user("revoke", "kit").out == "Ended 2 sessions.\n"


def test_the_homes_own_words_are_used(user, kit):
    words = {"HOMESTEAD_TERM_ALTER": "headmate"}
    assert "all headmates" in user("list", env=words).out
    assert "headmates a resident" in user("--help", env=words).out


EVIL = "Mallory\x1b]0;owned\x07\x9b31m"


def test_a_name_cannot_command_the_terminal(user, robin):
    made = user("add", EVIL, "--password-stdin", input=PASSWORD)
    for told in (made, user("list"), user("show", "Mallory]0;owned31m"), user("nope")):
        assert "\x1b" not in told.out + told.err
        assert "\x9b" not in told.out + told.err


@pytest.mark.parametrize("name", ["--role", "-q", "--json", "--help"])
def test_a_name_that_looks_like_an_option_is_a_name_after_two_hyphens(
    user, robin, name
):
    made = user("add", "--password-stdin", "--", name, input=PASSWORD)
    assert made.out == f"{name} may come in now, as resident.\n"
    assert user("disable", "--", name).code == 0


def test_braces_in_a_name_stay_braces(user, robin):
    made = user("add", "{role} {0}", "--password-stdin", input=PASSWORD)
    assert made.out == "{role} {0} may come in now, as resident.\n"


def test_a_daemon_makes_no_difference(run, user, kit, sign_in, environment):
    sign_in()
    run("token", "create", "widget", "--scope", "front:read", check=True)
    looks = [
        ("user", "list"),
        ("user", "list", "--json"),
        ("user", "show", "kit"),
        ("user", "show", "Nemo"),
        ("user", "sessions", "kit", "--json"),
        ("token", "list"),
        ("token", "create", "widget", "--scope", "front:read"),
        ("token", "revoke", "nothing"),
        ("audit",),
        ("audit", "list", "--json", "--limit", "2"),
    ]
    without = [run(*words) for words in looks]
    with serving(environment):
        assert [run(*words) for words in looks] == without
        told = user("add", "Sam", "--role", "guest", "--password-stdin", input=PASSWORD)
        assert told.out == "Sam may come in now, as guest.\n"
    assert "Sam" in user("list").out
