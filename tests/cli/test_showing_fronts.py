"""Whatever a name or a status holds, a line stays a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.cli.showing import front, history
from homestead.core import clock
from homestead.core.plain import safe
from homestead.core.terms import Terms

NOW = 1_800_000_000_000


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Stop the clock."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def one(name="Seles", *, ago=0, **said):
    plain = {
        "alter": "seles", "name": name, "tier": "primary", "custom": False,
        "since": clock.iso(NOW - ago), "status": None,
    }  # fmt: skip
    return plain | said


def told(*people, since=None, **more):
    return {"fronting": list(people), "since": since, "span": None, **more}


def lines(result, show=front.lines):
    return list(show(result, Terms()))


def entry(**said):
    plain = {
        "id": 7, "alter": "seles", "name": "Seles", "custom": False, "tier": "primary",
        "start": "2026-01-02T09:00:00.000Z", "end": "2026-01-02T10:00:00.000Z",
        "start_local": "2026-01-02 10:00", "end_local": "2026-01-02 11:00",
        "status": None, "comments": [],
    }  # fmt: skip
    return plain | said


def test_columns_stand_below_each_other():
    people = one(ago=clock.HOUR), one("Dexen the Quiet", tier="co-front", status="hm")
    assert lines(told(*people)) == [
        "Seles            primary   for 1 h",
        "Dexen the Quiet  co-front  for less than a minute  “hm”",
    ]


def test_a_custom_front_is_marked():
    assert lines(told(one("Blurry", custom=True)))[0].endswith("(custom)")
    assert lines(told(one(custom=True, status="hm")))[0].endswith("“hm” (custom)")


def test_nobody_is_there_for_how_long():
    since = clock.iso(NOW - 2 * clock.DAY)
    assert lines(told(since=since)) == ["Nobody is at the front, for 2 d."]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Seles", "Seles"),
        ("  Se \n les ", "Se les"),
        ("", "seles"),
        ("\u200b\u2060", "seles"),
        ("x" * 5000, "x" * 39 + "…"),
        ("雪", "雪"),
        ("🦊", "🦊"),
    ],
)
def test_a_name_is_shown_or_the_handle_where_it_shows_nothing(name, shown):
    assert front.title({"name": name, "alter": "seles"}) == shown


@given(st.text(), st.text())
def test_whatever_is_said_stays_on_its_line(name, status):
    [line] = lines(told(one(name, status=status)))
    assert len(safe(line).splitlines()) == 1


def test_a_change_of_the_past_tells_what_it_recorded():
    result = told(
        one(), span="from 9:00 to 10:00", came=["dexen"], left=["yuki"], changed=[]
    )
    assert lines(result, front.switched)[0] == (
        "Recorded from 9:00 to 10:00: dexen came; yuki left. Now:"
    )


def test_time_counts_up_to_then_when_then_is_asked_for():
    then = told(one(ago=clock.HOUR), at=clock.iso(NOW - clock.MINUTE), at_local="9:00")
    assert lines(then, front.then) == ["At 9:00:", "Seles  primary  for 59 min"]


def test_an_entry_of_the_record_reads_as_a_sentence():
    comments = [{"id": 3, "text": "tea"}]
    assert lines({"front": entry(status="hm", comments=comments)}, history.entry) == [
        "7: Seles, primary, from 2026-01-02 10:00 to 2026-01-02 11:00 (1 h), “hm”",
        "  comment 3: tea",
    ]


def test_comments_of_many_lines_stay_in_their_row():
    said = entry(status="a\nb", comments=[{"id": 1, "text": "one\ntwo"}])
    rows = lines({"fronts": [said]}, history.lines)
    assert len(rows) == 2
    assert rows[1].endswith("“a b” · one two")


def test_what_is_deleted_is_told_once_more():
    assert lines({"front": entry()}, history.deleted)[0].startswith("Deleted 7: Seles")
