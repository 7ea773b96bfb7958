"""The audit log from the shell."""

from __future__ import annotations

from contextlib import closing

import pytest

from homestead import app
from homestead.core import paths
from homestead.services import accounts


@pytest.fixture
def audit(run, home):
    """Run `homestead audit …` in a home where a few things were done."""
    with closing(app.open_home(paths.find(str(home)))) as opened:
        for name, role in (("Robin", "owner"), ("Kit", "resident")):
            facts = {"name": name, "password": "correct horse", "role": role}
            accounts.user_add(opened.house, **facts)
        accounts.user_disable(opened.house, user="Kit")
    return lambda *words: run("audit", *words)


def actions(told):
    return [entry["action"] for entry in told.json["entries"]]


def test_it_tells_who_did_what(audit):
    lines = [line.split(None, 2)[2] for line in audit().out.splitlines()[1:]]
    assert [line.split() for line in lines] == [
        ["shell", "user.disable", "user=Kit"],
        ["shell", "user.add", "user=Kit", "role=resident"],
        ["shell", "user.add", "user=Robin", "role=owner"],
    ]


def test_alone_and_with_list_it_is_the_same(audit):
    assert audit("list") == audit()
    narrow = ("--limit", "1", "--json")
    assert audit("list", *narrow) == audit(*narrow)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--action", "user.disable"), ["user.disable"]),
        (("--action", "user"), ["user.disable", "user.add", "user.add"]),
        (("--user", "Robin"), []),
        (("--before", "2"), ["user.add"]),
        (("--limit", "2"), ["user.disable", "user.add"]),
    ],
)
def test_it_can_be_narrowed(audit, words, found):
    assert actions(audit(*words, "--json")) == found


def test_it_says_when_there_is_more(audit):
    told = audit("--limit", "2")
    assert told.err == "There is more: --before 2\n"
    assert len(told.out.splitlines()) == 3


def test_an_empty_log_says_so(run):
    assert run("audit").out == "Nothing is on record here.\n"


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_limit_is_a_number_of_entries(run, limit):
    assert run("audit", "--limit", limit).code == 2
