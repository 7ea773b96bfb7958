"""The first page as it comes, without a script: every action is a form."""

from __future__ import annotations

import re

import pytest

from homestead.core import clock


@pytest.fixture
def robin(served):
    return served.as_("Robin")


def here(visitor):
    told = visitor.call("fronts.current").json()["fronting"]
    return [(who["alter"], who["tier"], who["status"]) for who in told]


def test_the_page_says_who_is_here_and_who_may_come(robin):
    text = robin.get("/").text
    now, _, others = text.partition('id="switch"')
    assert "Seles" in now
    assert "Dexen" in others
    assert "Yuki" in others


def test_everybody_else_is_a_button_away(robin):
    text = robin.get("/").text
    assert set(re.findall(r'class="bare to" name="alter" value="(\w+)"', text)) == {
        "dexen",
        "yuki",
    }


@pytest.mark.parametrize(
    ("action", "fields", "after"),
    [
        ("", {"alter": "yuki"}, [("yuki", "primary", None)]),
        (
            "/add",
            {"alter": "yuki"},
            [("seles", "primary", None), ("yuki", "co-front", None)],
        ),
        ("/remove", {"alter": "seles"}, []),
        ("/out", {}, []),
        (
            "/about",
            {"alter": "seles", "tier": "co-conscious", "status": "tea"},
            [("seles", "co-conscious", "tea")],
        ),
        ("/about", {"alter": "seles", "status": ""}, [("seles", "primary", None)]),
    ],
)
def test_a_form_does_what_it_says(robin, action, fields, after):
    robin.call("fronts.add", alters=["seles"], status="")
    seen = robin.post(f"/alters/front{action}", fields)
    assert here(robin) == after
    assert seen.status in {303, 409}


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [({"ago": "20 min ago"}, 20), ({"ago": "20 min ago", "at": "40 min ago"}, 40)],
)
def test_it_was_a_while_ago(robin, fields, minutes):
    with_past = robin.call("fronts.edit", front=1, start="3 h ago")
    assert with_past.status == 200
    robin.post("/alters/front", {"alter": "yuki", "at": "", **fields})
    since = clock.moment(robin.call("fronts.current").json()["since"])
    assert abs(clock.now() - minutes * clock.MINUTE - since) < clock.MINUTE


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({}, 400, "Nobody is named"),
        ({"alter": "mallory"}, 404, "mallory"),
        ({"alter": "seles"}, 409, "already"),
        ({"alter": "yuki", "at": "in an hour"}, 400, ""),
        ({"alter": "yuki", "at": "x" * 5000}, 400, ""),
    ],
)
def test_what_cannot_be_is_told_on_the_page(robin, fields, status, told):
    seen = robin.post("/alters/front", fields)
    assert seen.status == status
    alert = re.search(r'role="alert">.*?</div></div>', seen.text, re.DOTALL)
    assert told in alert[0]
    assert here(robin) == [("seles", "primary", None)]


@pytest.mark.parametrize(
    ("words", "found"),
    [("yu", ["yuki"]), ("DEX", ["dexen"]), ("<b>", []), ("x", ["dexen"])],
)
def test_two_letters_find_somebody(robin, words, found):
    text = robin.get(f"/?find={words}").text
    assert re.findall(r'class="bare to" name="alter" value="(\w+)"', text) == found
    assert "<b>" not in text


def test_many_are_shown_a_few_at_a_time(robin):
    for number in range(20):
        robin.call("alters.add", name=f"Fragment {number}")
    assert robin.get("/").text.count('class="bare to"') == 10
    assert "Show all 22" in robin.get("/").text
    assert robin.get("/alters/front?all=1").text.count('class="bare to"') == 22


def test_custom_fronts_stand_apart(robin):
    robin.call("alters.add", name="Asleep", custom=True)
    others, _, custom = robin.get("/").text.partition("Custom fronts")
    assert "Asleep" not in others
    assert "Asleep" in custom


def test_an_empty_home_says_how_to_begin(robin):
    for name in ("seles", "dexen", "yuki"):
        robin.call("alters.remove", alter=name)
    text = robin.get("/").text
    assert "Add an alter" in text
    assert "/alters/import" in text
    assert 'id="switch"' not in text
    assert "It was earlier" not in text


def test_nobody_here_is_said(robin):
    robin.post("/alters/front/out", {})
    assert "Nobody is here" in robin.get("/").text


def test_a_guest_sees_only_who_is_shared(served, robin):
    sam = served.as_("Sam")
    assert "Seles" not in sam.get("/").text
    robin.call("alters.edit", alter="seles", privacy="public")
    robin.call("fronts.add", alters=["yuki"], status="secret")
    text = sam.get("/").text
    assert "Seles" in text
    assert not {"Yuki", "secret"} & set(re.findall(r"Yuki|secret", text))
    assert "<form" not in text.partition("<main")[2]  # calm at the top is for all


def test_names_are_only_names(robin):
    name = '"><script>alert(1)</script>'
    robin.call("alters.add", name=name)
    robin.call("fronts.add", alters=["yuki"], status=name)
    assert "<script>alert" not in robin.get("/").text
