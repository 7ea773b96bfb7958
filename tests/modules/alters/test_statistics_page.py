"""Time at the front in the browser: every chart with its table, over any span."""

from __future__ import annotations

import re

import pytest

PATH = "/alters/statistics"
MONTH = f"{PATH}?since=2026-01&until=2026-01"


@pytest.fixture
def lived(robin):
    """Dexen for six hours on Monday, 5 January 2026; Yuki there for one of them."""
    for name, start, end in (("dexen", 9, 15), ("yuki", 10, 11)):
        span = {"start": f"2026-01-05 {start}:00", "end": f"2026-01-05 {end}:00"}
        robin.call("fronts.insert", alter=name, **span)
    return robin


def rows(page, caption):
    """Return the rows of the table called that, cell by cell."""
    table = re.search(rf"<caption>{caption}</caption>.*?</table>", page, re.DOTALL)[0]
    return [re.findall(r"<t[hd][^>]*>([^<]*)", row) for row in table.split("<tr>")[2:]]


def test_the_share_of_each_is_a_bar_and_a_row(lived):
    page = lived.get(MONTH).text
    assert rows(page, "Share of the time") == [
        ["Dexen", "6 h", "0.8%", "1", "6 h", "2026-01-05 15:00"],
        ["Yuki", "1 h", "0.1%", "1", "1 h", "2026-01-05 11:00"],
    ]
    assert re.findall(r'<rect width="([\d.]+%)"', page)[:2] == ["100.0%", "16.67%"]


def test_the_hours_of_the_week_are_drawn_and_told(lived):
    page = lived.get(MONTH).text
    told = {row[0]: row[1:] for row in rows(page, "Hours of the week")}
    assert len(told) == 24
    assert told["9:00"] == ["1 h", *[""] * 6]
    assert told["10:00"] == ["2 h", *[""] * 6]
    assert page.count("<title>Mon ") == 6


def test_who_was_there_together_is_told(lived):
    page = lived.get(MONTH).text
    assert rows(page, "Together most") == [["Dexen", "Yuki", "1 h"]]


def test_each_day_says_who_was_there_and_how_often_that_changed(lived, read):
    told = read(lived.get(MONTH).text)
    assert "5: Dexen 6 h, Yuki 1 h; switches: 4" in told
    assert "6: nobody; switches: 0" in told
    listed = rows(lived.get(MONTH).text, "Who was there each day")
    assert ["Mon 5 Jan", "Dexen 6 h, Yuki 1 h", "6 h", "4"] in listed
    assert listed[0] == ["Sat 31 Jan", "nobody", "", "0"]


def test_the_figures_on_top_and_the_longest(lived, read):
    told = read(lived.get(MONTH).text)
    assert "0.13 switches a day, 4 in all 2 alters" in told
    assert "Longest Dexen, 6 h from 2026-01-05 09:00 Yuki, 1 h" in told
    assert "Last here Dexen 2026-01-05 15:00 Yuki 2026-01-05 11:00" in told


def test_one_alone_can_be_looked_at(lived, read):
    page = lived.get(f"{MONTH}&alter=yuki").text
    assert [row[0] for row in rows(page, "Share of the time")] == ["Yuki"]
    assert "Only Yuki" in read(page)


@pytest.mark.parametrize("span", ["", "7d", "30d", "90d", "365d", "all"])
def test_usual_spans_are_a_tap_away(unchanged, span):
    page = unchanged.get(f"{PATH}?span={span}").text
    shown = re.findall(r'aria-current="page">([^<]+)</a>', page)
    usual = {"7d": "7 days", "90d": "90 days", "365d": "A year", "all": "All"}
    assert usual.get(span, "30 days") in shown


def test_a_span_without_anybody_says_so(unchanged, read):
    told = read(unchanged.get(f"{PATH}?since=2001-01&until=2001-01").text)
    assert "Nothing to add up" in told


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("span=never", 400),
        ("since=2026-02&until=2026-01", 400),
        ("until=1999-01-01", 200),
        ("since=1600-01-01", 200),
        ("since=9999-12-31", 400),
        ("alter=mallory", 404),
        ("since=%00", 400),
        ("since=&until=&span=&alter=", 200),
    ],
)
def test_what_cannot_be_added_up_is_said(unchanged, query, status):
    assert unchanged.get(f"{PATH}?{query}").status == status
