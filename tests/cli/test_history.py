"""The record at the command line: read, put right, taken along."""

from __future__ import annotations

import csv
import io

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.cli.history import PAGE, _gathered, _pages
from homestead.services.fronts import calendar_file, table_file

DAY = "2026-01-02"


@pytest.fixture
def history(run, cast):
    """Run `homestead history …` in a home where Seles and Dexen fronted one day."""
    for name, start, end in (("seles", "9:00", "12:00"), ("dexen", "11:00", "13:30")):
        run("history", "add", name, f"{DAY} {start}", end, check=True)
    return lambda *words: run("history", *words)


def test_the_record_is_listed_newest_first(history):
    assert history().out.splitlines() == [
        "number  from              to                lasted      who    tier",
        "2       2026-01-02 11:00  2026-01-02 13:30  2 h 30 min  Dexen  co-front",
        "1       2026-01-02 09:00  2026-01-02 12:00  3 h         Seles  primary",
    ]


def test_an_empty_record_says_so(run):
    assert run("history").out == "No front is on record here.\n"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--alter", "seles"), [1]),
        (("--since", f"{DAY} 12:00"), [2]),
        (("--until", f"{DAY} 10:00"), [1]),
        (("--since", "2026-01", "--until", "2026-01"), [2, 1]),
        (("--since", "1d"), []),
        (("--limit", "1"), [2]),
    ],
)
def test_the_record_can_be_narrowed(history, words, ids):
    told = history(*words, "--json").json
    assert [entry["id"] for entry in told["fronts"]] == ids


def test_the_next_page_goes_on_where_the_last_one_ended(history):
    first = history("--limit", "1", "--json").json
    second = history("--limit", "1", "--cursor", first["next"], "--json").json
    assert [entry["id"] for entry in second["fronts"]] == [1]
    assert (first["total"], second["next"]) == (2, None)
    assert f"--cursor {first['next']}" in history("--limit", "1").err


class LongRecord:
    """A door behind which 5,000 entries lie."""

    def ask(self, call, *, limit, cursor=None, **_):
        assert call == "fronts.history"
        assert limit <= PAGE
        first = int(cursor or 0)
        last = min(first + limit, 5000)
        fronts = [{"id": number} for number in range(first, last)]
        return {"fronts": fronts, "next": str(last) if last < 5000 else None}


@pytest.mark.parametrize(
    ("limit", "told", "cursor"),
    [(None, 5000, None), (700, 700, "700"), (2500, 2500, "2500"), (9000, 5000, None)],
)
def test_a_long_record_comes_page_by_page(limit, told, cursor):
    result = _gathered(_pages(LongRecord(), limit))
    assert [front["id"] for front in result["fronts"]] == list(range(told))
    assert result["next"] == cursor


def test_an_entry_is_put_right(history):
    told = history("edit", "1", "--end", "11:30", "--status", "slow morning")
    assert told.out == (
        "1: Seles, primary, from 2026-01-02 09:00 to 2026-01-02 11:30 (2 h 30 min),"
        " “slow morning”\n"
    )


def test_an_entry_is_split_in_two(history):
    told = history("split", "1", "10:00").out.splitlines()
    assert told[0].startswith(
        "1: Seles, primary, from 2026-01-02 09:00 to 2026-01-02 10"
    )
    assert told[1].startswith(
        "3: Seles, primary, from 2026-01-02 10:00 to 2026-01-02 12"
    )


def test_an_entry_is_deleted_and_comes_back(history, run):
    assert history("delete", "1").out.startswith("Deleted 1: Seles")
    assert history("show", "1").code == 3
    assert run("undo").out == "Taken back: Entry of Seles deleted\n"
    assert history("show", "1").code == 0


def test_a_comment_is_made_changed_and_deleted(history):
    told = history("comment", "1", "hard morning", "--at", f"{DAY} 10:00")
    assert told.out.splitlines()[1] == "  comment 1: hard morning"
    assert "comment 1: better" in history("comment-edit", "1", "better").out
    assert "better" in history().out
    assert "comment" not in history("uncomment", "1").out


def test_an_entry_that_goes_on_says_so(history):
    assert history("add", "yuki", "20 min ago").out.endswith(", still there\n")
    assert "still there" in history("show", "3").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "seles", f"{DAY} 9:30", "10:00"), 4),
        (("add", "seles", f"{DAY} 9:30", f"{DAY} 8:00"), 2),
        (("add", "mallory", f"{DAY} 9:30"), 3),
        (("edit", "1"), 2),
        (("edit", "1", "--tier", "primary"), 4),
        (("edit", "7", "--status", "x"), 3),
        (("edit", "one"), 2),
        (("split", "1", "23:00"), 2),
        (("--limit", "0"), 2),
        (("--limit", "-1"), 2),
        (("--csv", "--ics"), 2),
        (("--since", "whenever"), 2),
        (("--cursor", "x"), 2),
    ],
)
def test_what_cannot_be_is_refused(history, words, code):
    told = history(*words)
    assert (told.code, told.out) == (code, "")
    assert told.err.startswith("homestead: ")


def test_a_spreadsheet_takes_the_record(history):
    rows = list(csv.DictReader(io.StringIO(history("--csv").out)))
    assert [row["alter"] for row in rows] == ["dexen", "seles"]
    assert rows[1]["start"] == f"{DAY}T09:00:00.000Z"
    assert rows[1]["seconds"] == "10800"


def test_a_calendar_takes_the_record(history):
    told = icalendar.Calendar.from_ical(history("--ics").out)
    events = told.walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Dexen", "Seles"]
    assert events[1].end.isoformat() == f"{DAY}T12:00:00+00:00"


def entry(**said):
    plain = {
        "id": 1, "uid": "a1", "alter": "seles", "name": "Seles", "custom": False,
        "tier": "primary", "start": f"{DAY}T09:00:00.000Z", "end": None,
        "start_local": "", "end_local": None, "status": None, "comments": [],
    }  # fmt: skip
    return plain | said


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-2", "@sum", "\tx"])
def test_mallory_cannot_make_a_spreadsheet_calculate(name):
    text = "".join(table_file.written([entry(name=name)]))
    [row] = csv.DictReader(io.StringIO(text))
    assert row["name"] == f"'{name}"


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200)
)
def test_whatever_is_said_a_calendar_reads_it_back(text):
    written = "".join(calendar_file.written([entry(name=text)]))
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(event["SUMMARY"]) == text


def test_comments_stand_line_by_line_in_a_calendar():
    said = entry(status="at work", comments=[{"text": "one\r\ntwo"}, {"text": "three"}])
    written = "".join(calendar_file.written([said]))
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(event["DESCRIPTION"]) == "at work\none\ntwo\nthree"
