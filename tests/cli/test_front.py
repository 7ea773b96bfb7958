"""The command typed most often, as people and scripts type it."""

from __future__ import annotations

import pytest


@pytest.fixture
def front(run, cast):
    """Run `homestead front …`."""
    return lambda *words: run("front", *words)


def there(result):
    return [(one["alter"], one["tier"]) for one in result.json["fronting"]]


def test_nobody_is_at_the_front_of_a_new_home(front):
    told = front()
    assert (told.code, told.out) == (0, "Nobody is at the front.\n")


def test_seles_is_switched_to_and_shown(front):
    assert front("seles").code == 0
    assert front().out == "Seles  primary  for less than a minute\n"


def test_several_names_co_front(front):
    assert there(front("dexen", "Seles", "--json")) == [
        ("dexen", "primary"),
        ("seles", "co-front"),
    ]


def test_people_come_and_go(front):
    front("seles")
    assert there(front("--add", "dexen", "--tier", "co-conscious", "--json")) == [
        ("seles", "primary"),
        ("dexen", "co-conscious"),
    ]
    assert there(front("dexen", "--remove", "--json")) == [("seles", "primary")]
    assert there(front("--out", "--json")) == []
    assert front().out == "Nobody is at the front, for less than a minute.\n"


def test_a_switch_can_be_dated_back(front):
    assert front("seles", "--at", "20 min ago").out == "Seles  primary  for 20 min\n"


def test_a_status_is_shown(front):
    front("seles", "--status", "at work")
    assert front().out == "Seles  primary  for less than a minute  “at work”\n"


def test_who_was_there_can_be_asked(front):
    front("seles", "--at", "2026-01-02T10:00Z")
    front("dexen", "--at", "2026-01-02T12:00Z")
    told = front("--at", "2026-01-02T11:30Z")
    assert told.out == "At 2026-01-02 11:30:\nSeles  primary  for 1 h 30 min\n"
    told = front("--at", "2026-01-01")
    assert told.out == "Nobody was at the front at 2026-01-01 00:00.\n"


def test_a_switch_before_another_tells_what_it_recorded(front):
    front("seles", "--at", "2026-01-02T10:00Z")
    front("dexen", "--at", "2026-01-02T12:00Z")
    told = front("yuki", "--at", "2026-01-02T11:00Z").out.splitlines()
    span = "from 2026-01-02 11:00 to 12:00"
    assert told[0] == f"Recorded {span}: yuki came; seles left. Now:"
    assert told[1].startswith("Dexen  primary  for ")


def test_undo_takes_a_switch_back(front, run):
    front("seles")
    assert run("undo").out == "Taken back: Switch to Seles\n"
    assert front().out == "Nobody is at the front.\n"


def test_a_misspelt_name_suggests_the_right_one(front):
    told = front("selse")
    assert (told.code, told.out) == (3, "")
    assert "Did you mean seles?" in told.err


def test_who_is_there_already_need_not_come(front):
    front("seles")
    told = front("seles")
    assert told.code == 4
    assert "Seles is at the front already." in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("--add",),
        ("--remove",),
        ("--out", "seles"),
        ("--out", "--add", "seles"),
        ("--remove", "seles", "--status", "x"),
        ("--tier", "primary"),
        ("--status", "x"),
        ("seles", "--tier", "boss"),
        ("seles", "--at", "tomorrow"),
        ("seles", "--at", "2099-01-01"),
        ("seles", "--since", "9:00"),
    ],
)
def test_what_makes_no_sense_is_said_plainly(front, words):
    told = front(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("homestead: ")
    assert front().out == "Nobody is at the front.\n"


def test_the_home_may_call_it_something_else(front, home):
    config = home / "config" / "config.toml"
    config.write_text('[terms]\nfront = "wheel"\nalter = "headmate"\n')
    assert front().out == "Nobody is at the wheel.\n"
    assert "no headmate called" in front("kit").err


def test_the_last_switch_was_earlier(run, cast):
    run("front", "seles", "--at", "3 h ago", check=True)
    run("front", "dexen", check=True)
    assert run("front", "--was", "20 min ago", check=True).out.split() == [
        *("Dexen", "primary", "for", "20", "min")
    ]
    run("undo", check=True)
    assert "less than a minute" in run("front").out


@pytest.mark.parametrize(
    "words",
    [
        ("seles", "--was", "14:30"),
        ("--out", "--was", "14:30"),
        ("--was", "14:30", "--at", "15:00"),
    ],
)
def test_was_stands_alone(run, cast, words):
    assert run("front", *words).code == 2
