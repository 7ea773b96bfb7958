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
        f"{span}: somebody at the front 17% of the time; 3 switches, 3 a day.",
        "",
        "Seles  ██████████████████████████████   17%  4 h in 1 front",
        "Dexen  ███████▌                          4%  1 h in 1 front",
        "",
        "       0     6     12    18",
        "Seles  ▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁",
        "Dexen  ▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁",
        "",
        "     0     6     12    18",
        "Mon  ▁▁▁▁▁▁▁▁▅▅▅█▁▁▁▁▁▁▁▁▁▁▁▁",
        *(f"{day}  {'▁' * 24}" for day in ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
        "",
        "Together most:",
        "  Seles and Dexen, 1 h",
        "",
        "Longest:",
        "  Seles, 4 h from 2026-01-05 08:00",
        "  Dexen, 1 h from 2026-01-05 11:00",
    ]


def test_days_are_told_one_by_one(stats):
    assert stats("--days").out == "Mon 2026-01-05  ▃    3  Seles 4 h, Dexen 1 h\n"


def test_a_day_without_anybody_says_so(run, cast):
    told = run("stats", "--days", "--since", DAY, "--until", DAY)
    assert told.out == "Mon 2026-01-05  ▁    0  nobody at the front\n"


def test_one_alter_can_be_asked_for(stats):
    assert "Seles" not in stats("--alter", "dexen").out.split("Together")[0]
    assert (
        stats("--days", "--alter", "dexen", "--json").json["days"][0]["switches"] == 2
    )


def test_a_crowded_day_counts_the_rest():
    day = {
        "date": DAY, "weekday": 0, "covered_seconds": 86400, "switches": 9,
        "alters": [person("Kit")], "more": 3,
    }  # fmt: skip
    told = list(showing.days({"days": [day]}, Terms()))
    assert told == [f"Mon {DAY}  █    9  Kit 1 min and 3 more"]


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
        "alters": list(people), "together": [], "longest": [], "switches": 0,
        "switches_per_day": 0.0, "week": [[0] * 24] * 7,
    }  # fmt: skip


def test_mallory_cannot_colour_the_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    lines = "".join(showing.lines(told(person("\x1b[2Jx\x07")), Terms()))
    assert "\x1b[2J" not in lines
    assert "\x07" not in lines


def test_a_custom_front_is_marked():
    lines = list(showing.lines(told(person("Blurry", custom=True)), Terms()))
    assert lines[2].endswith("(custom)")


def test_several_fronts_tell_which_was_longest():
    lines = list(showing.lines(told(person("Kit", fronts=3)), Terms()))
    assert lines[2].endswith("50%  1 min in 3 fronts, the longest 1 min")


def test_many_alters_are_cut_short():
    lines = list(showing.lines(told(*[person("Kit")] * 30), Terms()))
    assert "… and 10 more; --json tells of everybody." in lines


def test_seconds_may_be_none_at_all():
    nothing = person("Kit", seconds=0, hours=[0] * 24, weekdays=[0] * 7)
    assert list(showing.lines(told(nothing), Terms()))
