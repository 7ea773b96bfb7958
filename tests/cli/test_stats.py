"""Time at the front, as bars and a heat line, and as numbers for scripts."""

from __future__ import annotations

import pytest

from homestead.cli.showing import stats as showing
from homestead.core.terms import Terms

DAY = "2026-01-05"  # a Monday


@pytest.fixture
def stats(run, cast):
    """Run `homestead stats …` in a home where Seles and Dexen fronted on a Monday."""
    for name, start, end in (("seles", "8:00", "12:00"), ("dexen", "11:00", "12:00")):
        run("history", "add", name, f"{DAY} {start}", end, check=True)
    return lambda *words: run("stats", "--since", DAY, "--until", DAY, *words)


def test_time_is_drawn_as_bars_and_heat(stats):
    span = "From 2026-01-05 00:00 to 2026-01-06 00:00"
    assert stats().out.splitlines() == [
        f"{span}: somebody at the front 17% of the time.",
        "",
        "Seles  ██████████████████████████████   17%  4 h in 1 front",
        "Dexen  ███████▌                          4%  1 h in 1 front",
        "",
        "       0     6     12    18",
        "Seles  ▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁",
        "Dexen  ▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁",
        "",
        "Mon █  Tue ▁  Wed ▁  Thu ▁  Fri ▁  Sat ▁  Sun ▁",
        "",
        "Together most:",
        "  Seles and Dexen, 1 h",
    ]


def test_scripts_get_seconds(stats):
    told = stats("--json").json
    assert [one["seconds"] for one in told["alters"]] == [4 * 3600, 3600]
    assert told["alters"][0]["hours"][8:12] == [3600] * 4


def test_nobody_at_all_is_said_in_words(run, cast):
    assert run("stats").out == "Nobody was at the front in that time.\n"


def test_a_stretch_must_have_a_length(run, cast):
    told = run("stats", "--since", "now")
    assert (told.code, told.out) == (2, "")


def test_everything_counts_when_no_stretch_is_given(stats, run):
    assert run("stats").out.startswith("From 2026-01-05 08:00 to ")


@pytest.mark.parametrize(("terminal", "calm"), [(True, ""), (True, "1"), (False, "")])
def test_colours_are_for_terminals_that_want_them(monkeypatch, terminal, calm):
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    monkeypatch.setenv("NO_COLOR", calm)
    assert ("\x1b" in showing._heat([1, 2])) == (terminal and not calm)


def person(name, **said):
    plain = {
        "alter": "x", "name": name, "custom": False, "seconds": 60, "share": 0.5,
        "fronts": 1, "longest_seconds": 60, "hours": [60] + [0] * 23,
        "weekdays": [60] + [0] * 6,
    }  # fmt: skip
    return plain | said


def told(*people):
    return {
        "since_local": "", "until_local": "", "seconds": 120, "covered_seconds": 60,
        "alters": list(people), "together": [],
    }  # fmt: skip


def test_mallory_cannot_colour_the_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    lines = "".join(showing.lines(told(person("\x1b[2Jx\x07")), Terms()))
    assert "\x1b[2J" not in lines
    assert "\x07" not in lines


def test_a_custom_front_is_marked_and_does_not_count_as_an_alter():
    lines = list(showing.lines(told(person("Blurry", custom=True)), Terms()))
    assert lines[2].endswith("(custom)")
    assert lines[-1].startswith("Mon ▁")


def test_several_fronts_tell_which_was_longest():
    lines = list(showing.lines(told(person("Kit", fronts=3)), Terms()))
    assert lines[2].endswith("50%  1 min in 3 fronts, the longest 1 min")


def test_many_alters_are_cut_short():
    lines = list(showing.lines(told(*[person("Kit")] * 30), Terms()))
    assert "… and 10 more; --json tells of everybody." in lines


def test_seconds_may_be_none_at_all():
    nothing = person("Kit", seconds=0, hours=[0] * 24, weekdays=[0] * 7)
    assert list(showing.lines(told(nothing), Terms()))
