"""The record in the browser: read, added to, put right, taken along."""

from __future__ import annotations

import json
import re

import pytest

LIST = "/alters/history"


@pytest.fixture
def add(robin):
    """Put somebody into the record; return the number of their entry."""

    def add(name, start, end, **more):
        seen = robin.post(
            f"{LIST}/add", {"alter": name, "start": start, "end": end, **more}
        )
        assert seen.status == 303, seen.text
        return robin.call("fronts.history", alter=name).json()["fronts"][0]["id"]

    return add


def entry(robin, number):
    return robin.call("fronts.show", front=number).json()["front"]


def test_the_record_is_listed_day_by_day(robin, add, read):
    add("dexen", "yesterday 9:00", "10:30", status="at the <sea>")
    told = read(robin.get(LIST).text)
    today, yesterday = re.search(r"Today, (.*) Yesterday, (.*)", told).groups()
    assert "Seles since" in today
    assert "still here" in today
    assert "Dexen 09:00 to 10:30 1 h 30 min “at the <sea>”" in yesterday


def test_an_entry_says_who_was_there_besides(robin, add, read):
    add("dexen", "yesterday 9:00", "12:00")
    add("yuki", "yesterday 10:00", "11:00")
    assert "Yuki co-front 10:00 to 11:00 1 h with Dexen" in read(robin.get(LIST).text)


def test_what_was_forgotten_is_added_and_can_be_undone(robin, add):
    seen = robin.post(
        f"{LIST}/add", {"alter": "yuki", "start": "2 h ago", "end": "1 h ago"}
    )
    change = re.fullmatch(rf"{LIST}\?did=(\d+)", seen.to)[1]
    assert "Yuki added to the record" in robin.get(seen.to).text
    robin.post("/alters/undo", {"change": change})
    assert robin.call("fronts.history", alter="yuki").json()["total"] == 0


HOUR = {"alter": "yuki", "start": "1 h ago"}
REFUSED = [
    ({}, 404, "called"),
    ({"alter": "yuki"}, 400, "is not a time"),
    ({"alter": "yuki", "start": "tomorrow"}, 400, "is not a time"),
    (HOUR | {"end": "2 h ago"}, 400, "not after the start"),
    ({"alter": "mallory", "start": "1 h ago"}, 404, "mallory"),
    (HOUR | {"tier": "boss"}, 400, "no tier"),
    (HOUR | {"status": "x" * 9000}, 400, "more than 300 letters"),
    ({"alter": "yuki", "start": "9" * 900}, 400, "is not a time"),
]


@pytest.mark.parametrize(("given", "status", "words"), REFUSED)
def test_what_cannot_be_added_is_said_and_nothing_typed_is_lost(
    unchanged, given, status, words
):
    seen = unchanged.post(f"{LIST}/add", given)
    assert (seen.status, words in seen.text) == (status, True)
    assert given.get("start", "") in seen.text


def test_an_entry_is_edited_where_it_was_changed_only(robin, add, filled):
    number = add("dexen", "yesterday 9:00:30", "10:30")
    before = entry(robin, number)
    form = filled(robin.get(f"{LIST}/{number}").text)
    robin.post(f"{LIST}/{number}", form | {"status": "tea", "tier": "co-conscious"})
    after = entry(robin, number)
    assert (after["status"], after["tier"]) == ("tea", "co-conscious")
    assert (after["start"], after["end"]) == (before["start"], before["end"])


def test_an_end_taken_out_lets_a_front_go_on(robin, add, filled):
    number = add("dexen", "yesterday 9:00", "10:30")
    form = filled(robin.get(f"{LIST}/{number}").text)
    robin.post(f"{LIST}/{number}", form | {"end": ""})
    assert entry(robin, number)["end"] is None


def test_kit_and_robin_edit_at_once_and_both_are_shown(robin, kit, add, filled, read):
    number = add("dexen", "yesterday 9:00", "10:30")
    kits = filled(kit.get(f"{LIST}/{number}").text) | {"status": "Kit's tea"}
    robin.call("fronts.edit", front=number, status="Robin's cake", tier="co-conscious")
    seen = kit.post(f"{LIST}/{number}", kits)
    assert seen.status == 409
    assert "Status is now Robin's cake; you wrote Kit's tea." in read(seen.text)
    assert entry(robin, number)["status"] == "Robin's cake"
    again = filled(seen.text)
    assert (again["status"], again["tier"]) == ("Kit's tea", "co-conscious")
    assert kit.post(f"{LIST}/{number}", again).status == 303
    told = entry(robin, number)
    assert (told["status"], told["tier"]) == ("Kit's tea", "co-conscious")


def test_a_stale_page_deletes_nothing(robin, kit, add, filled):
    number = add("dexen", "yesterday 9:00", "10:30")
    was = filled(kit.get(f"{LIST}/{number}").text)["was"]
    robin.call("fronts.edit", front=number, status="new")
    assert kit.post(f"{LIST}/{number}/delete", {"was": was}).status == 409
    assert kit.post(f"{LIST}/{number}/delete", {}).status == 303
    assert kit.get(f"{LIST}/{number}").status == 404


def test_an_entry_is_split_commented_and_uncommented(robin, add):
    number = add("dexen", "yesterday 9:00", "10:30")
    at = entry(robin, number)["start_local"].replace(" ", "T").replace("09:00", "09:40")
    robin.post(f"{LIST}/{number}/split", {"at": at})
    assert entry(robin, number)["end_local"].endswith("09:40")
    robin.post(f"{LIST}/{number}/comment", {"text": "<b>hard</b> evening"})
    [said] = entry(robin, number)["comments"]
    assert "&lt;b&gt;hard&lt;/b&gt; evening" in robin.get(f"{LIST}/{number}").text
    here = f"{LIST}/{number}/comment/{said['id']}"
    robin.post(here, {"text": "better", "was": said["version"]})
    assert robin.post(here, {"text": "worse", "was": said["version"]}).status == 409
    assert entry(robin, number)["comments"][0]["text"] == "better"
    robin.post(f"{here}/delete")
    assert entry(robin, number)["comments"] == []


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("", {"start": "soon", "start_was": ""}, 400),
        ("", {}, 400),
        ("/split", {}, 400),
        ("/split", {"at": "1999-01-01T00:00"}, 400),
        ("/comment", {"text": "  "}, 400),
        ("/comment/99999", {"text": "x"}, 404),
        ("/comment/x", {"text": "x"}, 404),
    ],
)
def test_what_cannot_be_changed_is_said(unchanged, path, given, status):
    assert unchanged.post(f"{LIST}/1{path}", given).status == status


@pytest.mark.parametrize("number", ["0", "99999", "x", "-1", "9" * 40, "%D9%A3"])
def test_an_entry_that_is_not_there_is_not_found(unchanged, number):
    assert unchanged.get(f"{LIST}/{number}").status == 404


def test_the_list_is_narrowed_by_who_and_when(robin, add, read):
    add("dexen", "yesterday 9:00", "10:30")
    told = read(robin.get(f"{LIST}?until=yesterday&alter=dexen").text)
    assert "Only dexen until yesterday" in told
    assert "Dexen 09:00" in told
    assert "Seles" not in told
    assert "Nothing there" in read(robin.get(f"{LIST}?until=1999-01-01").text)
    chosen = robin.get(f"{LIST}/filter?alter=dexen&since=7d").text
    assert '<option value="dexen" selected>' in chosen


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("since=never", 400),
        ("alter=mallory", 404),
        ("cursor=x", 400),
        ("cursor=9.9.9", 400),
        (f"cursor={'9' * 30}.1", 400),
        ("since=2026-11&until=2026-10", 200),
        ("since=%FF", 400),
        ("since=&until=&alter=&nonsense=1", 200),
    ],
)
def test_what_cannot_be_looked_for_is_said(unchanged, query, status):
    assert unchanged.get(f"{LIST}?{query}").status == status


def test_a_long_record_goes_page_by_page(robin, read):
    for minute in range(60):
        day = {
            "start": f"2026-01-01 10:{minute:02}",
            "end": f"2026-01-01 10:{minute:02}:30",
        }
        robin.call("fronts.insert", alter="yuki", **day)
    first = robin.get(LIST).text
    assert first.count('<li class="entry') == 50
    earlier = re.search(r'href="(/alters/history\?cursor=[^"]+)"', first)[1]
    second = robin.get(earlier).text
    assert second.count('<li class="entry') == 11
    assert "Latest" in read(second)


def test_the_record_is_taken_along(robin, add):
    add("dexen", "yesterday 9:00", "10:30", status="=1+1")
    table = robin.get(f"{LIST}.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="history.csv"'
    assert table.text.splitlines()[2].endswith(",'=1+1,")
    assert robin.get(f"{LIST}.ics").text.count("BEGIN:VEVENT") == 2
    told = json.loads(robin.get(f"{LIST}.json?alter=dexen").body)
    assert [one["alter"] for one in told["fronts"]] == ["dexen"]
    assert json.loads(robin.get(f"{LIST}.json?alter=yuki").body) == {"fronts": []}
    assert robin.get(f"{LIST}.csv?since=never").status == 400


def test_what_is_to_come_is_not_said_to_be_here(robin, read):
    switches = [
        {"id": "1", "timestamp": "2001-01-01T00:00:00Z", "members": []},
        {"id": "2", "timestamp": "2999-01-01T00:00:00Z", "members": ["abcde"]},
    ]
    file = {"version": 2, "id": "us", "members": [{"id": "abcde", "name": "Nara"}]}
    told = json.dumps({**file, "switches": switches}).encode()
    robin.send("/alters/import", file=("pk.json", told))
    robin.post("/alters/import/go")
    page = read(robin.get(LIST).text)
    assert "Nara to come from 00:00 on" in page
    assert page.count("still here") == 1
