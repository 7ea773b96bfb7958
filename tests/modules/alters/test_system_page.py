"""The page of all of us together, as it comes without a script."""

from __future__ import annotations

import pytest
from drawing import png
from modules.alters.test_people_pages import boxes, changed, sent


@pytest.fixture
def lanterns(robin):
    robin.call("system.edit", name="The Lanterns")
    return robin


def told(visitor):
    return visitor.call("system.show").json()


def test_the_profile_is_shown_and_changed(lanterns):
    page = boxes(lanterns.get("/alters/system/edit").text)
    mine = changed(page, description="Ten of *us*.", tag="| TL", color="coral")
    assert lanterns.post("/alters/system/edit", mine).status == 303
    text = lanterns.get("/alters/system").text
    assert "<em>us</em>" in text
    assert "| TL" in text
    assert told(lanterns)["name"] == "The Lanterns"


def test_an_empty_profile_saved_as_it_is_stays_empty(robin):
    page = boxes(robin.get("/alters/system/edit").text)
    assert robin.post("/alters/system/edit", page).to == "/alters/system"
    assert told(robin)["uid"] is None


def test_what_two_changed_is_shown_to_the_second(lanterns, kit):
    page = boxes(lanterns.get("/alters/system/edit").text)
    kit.call("system.edit", name="The Candles")
    seen = lanterns.post("/alters/system/edit", changed(page, name="The Lamps"))
    assert seen.status == 409
    assert "<blockquote>The Candles</blockquote>" in seen.text
    assert lanterns.post("/alters/system/edit", boxes(seen.text)).status == 303
    assert told(lanterns)["name"] == "The Lamps"


def test_the_system_has_a_picture_and_loses_it(lanterns):
    sent(lanterns, "/alters/system/picture", [], [("picture", "x", png())])
    address = f"/alters/pictures/384/{told(lanterns)['avatar']}"
    assert address in lanterns.get("/alters/system/picture").text
    assert lanterns.get(address).status == 200
    lanterns.post("/alters/system/picture/remove")
    assert told(lanterns)["avatar"] is None


@pytest.mark.parametrize("path", ["edit", "picture", "picture/remove"])
def test_a_form_with_nothing_in_it_is_no_trouble(lanterns, path):
    assert lanterns.post(f"/alters/system/{path}", {}).status in {303, 400}
