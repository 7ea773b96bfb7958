"""The record as a picture in the browser, and the same as a table."""

from __future__ import annotations

import re

import pytest

PATH = "/alters/timeline"


@pytest.fixture
def lived(robin):
    """Dexen for two hours each on three days of January 2026, Yuki once beside him."""
    for day in (5, 6, 7):
        span = {"start": f"2026-01-0{day} 09:00", "end": f"2026-01-0{day} 11:00"}
        robin.call("fronts.insert", alter="dexen", **span)
    span = {"start": "2026-01-06 09:30", "end": "2026-01-06 10:00"}
    robin.call("fronts.insert", alter="yuki", **span)
    return robin


def lanes(page):
    """Return how many stretches each lane has, by its name."""
    bars = re.findall(
        r'class="bar".*?aria-label="(\w+),[^"]*".*?</svg>', page, re.DOTALL
    )
    parts = re.split(r'class="bar"', page)[1:]
    return {name: part.count("<rect") for name, part in zip(bars, parts, strict=True)}


def test_everybody_has_a_lane_with_their_stretches(lived):
    page = lived.get(f"{PATH}?zoom=week&at=2026-01-07").text
    assert lanes(page) == {"Dexen": 3, "Yuki": 1}
    assert "5 to 11 January 2026" in page
    assert "<title>Dexen, 6 Jan, 09:00 to 11:00</title>" in page
    assert "style=" not in page.split("<main")[1]


def test_a_stretch_stands_where_its_time_is(lived):
    page = lived.get(f"{PATH}?zoom=day&at=2026-01-06").text
    assert '<rect x="37.5%" width="8.21%"' in page


def test_mallory_cannot_write_into_the_picture(lived):
    mean = '"><script>alert(1)</script>&{{7*7}}'
    lived.call("alters.rename", alter="dexen", name=mean)
    page = lived.get(f"{PATH}?zoom=week&at=2026-01-07").text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;{{7*7}}, 6 Jan") == 1


def test_the_table_tells_the_same(lived, read):
    told = read(lived.get(f"{PATH}?zoom=week&at=2026-01-07&as=table").text)
    assert "Dexen 6 h in all 5 Jan, 09:00 to 11:00 2 h 1 6 Jan, 09:00" in told
    assert "Yuki 30 min in all 6 Jan, 09:30 to 10:00 30 min 1" in told


@pytest.mark.parametrize(
    ("zoom", "title"),
    [
        ("day", "Tuesday 6 January"),
        ("week", "5 to 11 January 2026"),
        ("month", "January 2026"),
        ("year", "2026"),
    ],
)
def test_it_goes_from_a_day_to_a_year(lived, read, zoom, title):
    page = lived.get(f"{PATH}?zoom={zoom}&at=2026-01-06").text
    assert title in read(page)
    assert lanes(page)["Dexen"] >= 1


def test_one_goes_earlier_and_later_and_back_to_now(lived):
    page = lived.get(f"{PATH}?zoom=day&at=2026-01-06").text
    assert "/alters/timeline?zoom=day&amp;at=2026-01-05" in page
    assert "/alters/timeline?zoom=day&amp;at=2026-01-07" in page
    assert '<a class="button quiet" href="/alters/timeline?zoom=day">' in page


def test_one_alone_is_shown_when_asked_for(lived, read):
    page = lived.get(f"{PATH}?zoom=week&at=2026-01-07&alter=yuki").text
    assert list(lanes(page)) == ["Yuki"]
    assert "Only Yuki" in read(page)


def test_those_who_were_there_longest_have_a_lane_until_more_is_asked_for(lived, read):
    page = lived.get(f"{PATH}?zoom=week&at=2026-01-07&lanes=1").text
    assert lanes(page) == {"Dexen": 3}
    assert "1 more were there, less than these" in read(page)


def test_a_time_without_anybody_says_so(unchanged, read):
    told = read(unchanged.get(f"{PATH}?zoom=day&at=2001-01-01").text)
    assert "Nobody was at the front in that time" in told


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("zoom=century", 400),
        ("at=never", 400),
        ("at=2999-01-01", 400),
        ("since=2001-01-01&until=2026-01-01", 400),
        ("since=2026-01-01&until=2026-01-09", 200),
        ("alter=mallory", 404),
        ("lanes=0", 400),
        ("lanes=many", 400),
        ("lanes=" + "9" * 30, 400),
        ("zoom=%00", 400),
        ("zoom=&at=&since=&until=&alter=&as=nothing", 200),
    ],
)
def test_what_cannot_be_drawn_is_said(unchanged, query, status):
    assert unchanged.get(f"{PATH}?{query}").status == status


@pytest.mark.parametrize("back", ["https://evil.example", "javascript:alert(1)", "//e"])
def test_an_entry_leads_back_into_the_home_only(unchanged, back):
    assert "evil" not in unchanged.get(f"/alters/history/1?back={back}").text
    assert "javascript:" not in unchanged.get(f"/alters/history/1?back={back}").text


def test_who_came_from_the_timeline_goes_back_there(robin, filled):
    back = f"{PATH}?zoom=day"
    page = robin.get(f"/alters/history/1?back={back}").text
    form = filled(page) | {"status": "tea"}
    assert robin.post("/alters/history/1", form).to.startswith(f"{back}&did=")
