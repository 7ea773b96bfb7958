"""The pages of groups and fields, as they come without a script."""

from __future__ import annotations

import re

import pytest
from modules.alters.test_people_pages import boxes, changed


@pytest.fixture
def robin(served):
    visitor = served.as_("Robin")
    visitor.call("groups.add", name="Day", emoji="☀", members=["seles"])
    visitor.call("groups.add", name="Dawn", parent="day")
    visitor.call("groups.add", name="Night")
    visitor.call("fields.add", name="Age")
    visitor.call("fields.add", name="Born", type="date")
    visitor.call("fields.set", field="age", alter="seles", value="19")
    return visitor


def group(visitor, name="day"):
    return visitor.call("groups.show", group=name).json()


def fields(visitor):
    return visitor.call("fields.list").json()["fields"]


def test_groups_are_shown_as_the_tree_they_are(robin):
    text = robin.get("/alters/groups").text
    day = text[text.index('<li id="day"') : text.index('<li id="night"')]
    assert '<li id="dawn"' in day
    assert "1 alter<" in day


def test_a_group_is_added_inside_another_with_members(robin):
    page = boxes(robin.get("/alters/groups/new?parent=day").text)
    assert ("parent", "day") in page
    seen = robin.post("/alters/groups/new", changed(page, name="Noon", member="dexen"))
    assert seen.to.startswith("/alters/groups/noon")
    noon = group(robin, "noon")
    assert noon["parent"] == "day"
    assert [each["alter"] for each in noon["members"]] == ["dexen"]


def test_a_group_is_changed_all_at_once_and_taken_back_at_once(robin):
    before = group(robin)
    page = boxes(robin.get("/alters/groups/day/edit").text)
    mine = changed(page, name="Daylight", parent="night", member="yuki")
    seen = robin.post("/alters/groups/day/edit", mine)
    after = group(robin)
    assert (after["name"], after["parent"]) == ("Daylight", "night")
    assert [each["alter"] for each in after["members"]] == ["yuki"]
    robin.post("/alters/undo", {"change": re.search(r"did=(\d+)", seen.to)[1]})
    assert {**group(robin), "updated": ""} == {**before, "updated": ""}


def test_a_group_is_not_offered_to_lie_in_what_lies_in_it(robin):
    page = robin.get("/alters/groups/day/edit").text
    assert re.findall(r'<option value="(\w*)"', page)[:2] == ["", "night"]
    page = changed(boxes(page), parent="dawn")
    assert robin.post("/alters/groups/day/edit", page).status == 409
    assert group(robin)["parent"] is None


def test_members_added_by_two_at_once_are_all_in(robin, kit):
    page = boxes(robin.get("/alters/groups/day/edit").text)
    kit.call("groups.join", group="day", alters=["dexen"])
    mine = [*page, ("member", "yuki")]
    assert robin.post("/alters/groups/day/edit", mine).status == 303
    assert {each["alter"] for each in group(robin)["members"]} == {
        *("seles", "dexen"),
        "yuki",
    }


def test_what_two_changed_of_a_group_is_shown_to_the_second(robin, kit):
    page = boxes(robin.get("/alters/groups/day/edit").text)
    kit.call("groups.edit", group="day", emoji="🌤")
    seen = robin.post("/alters/groups/day/edit", changed(page, emoji="🌞"))
    assert seen.status == 409
    assert "<blockquote>🌤</blockquote>" in seen.text
    assert robin.post("/alters/groups/day/edit", boxes(seen.text)).status == 303
    assert group(robin)["emoji"] == "🌞"


def test_a_group_is_moved_removed_and_brought_back(robin):
    robin.post("/alters/groups", {"group": "night", "by": "-1"})
    listed = robin.call("groups.list").json()["groups"]
    assert [each["group"] for each in listed] == ["night", "day", "dawn"]
    robin.post("/alters/groups/day/remove")
    assert robin.get("/alters/groups/day").status == 404
    assert "Bring back Day" in robin.get("/alters/groups").text
    robin.post("/alters/groups/restore", {"group": "day"})
    assert robin.get("/alters/groups/day").status == 200


def test_fields_are_listed_with_their_types(robin):
    text = robin.get("/alters/fields").text
    assert "A date, filled in for 0" in text
    assert "Text, filled in for 1" in text


@pytest.mark.parametrize(
    "kind",
    ["text", "color", "date", "month", "year", "month_year", "month_day", "timestamp"],
)
def test_a_field_of_every_type_is_added(robin, kind):
    page = boxes(robin.get("/alters/fields/new").text)
    robin.post("/alters/fields/new", changed(page, name="Wish", type=kind))
    assert fields(robin)[-1]["type"] == kind
    assert robin.get("/alters/seles/edit").status == 200


def test_a_field_is_changed_moved_removed_and_brought_back(robin):
    page = boxes(robin.get("/alters/fields/age").text)
    robin.post("/alters/fields/age", changed(page, name="Years", markdown="1"))
    assert (fields(robin)[0]["name"], fields(robin)[0]["markdown"]) == ("Years", True)
    robin.post("/alters/fields", {"field": "born", "by": "-1"})
    assert [each["field"] for each in fields(robin)] == ["born", "age"]
    robin.post("/alters/fields/age/remove")
    assert [each["field"] for each in fields(robin)] == ["born"]
    robin.post("/alters/fields/restore", {"field": "age"})
    assert fields(robin)[-1]["values"] == 1


def test_what_two_changed_of_a_field_is_shown_to_the_second(robin, kit):
    page = boxes(robin.get("/alters/fields/age").text)
    kit.call("fields.edit", field="age", name="Years")
    seen = robin.post("/alters/fields/age", changed(page, name="How old"))
    assert seen.status == 409
    assert "<blockquote>Years</blockquote>" in seen.text


def test_a_date_that_is_none_stays_to_be_seen_and_put_right(robin):
    page = boxes(robin.get("/alters/seles/edit").text)
    seen = robin.post("/alters/seles/edit", changed(page, field__born="soon"))
    assert seen.status == 400
    assert 'value="soon"' in seen.text


def test_what_was_written_before_the_type_changed_is_kept(robin):
    robin.call("fields.edit", field="age", type="date")
    page = boxes(robin.get("/alters/seles/edit").text)
    assert ("field.age", "19") in page
    assert robin.post("/alters/seles/edit", changed(page, name="S")).status == 303
    assert robin.call("alters.show", alter="seles").json()["fields"][0]["value"] == "19"


def test_dates_are_said_as_people_say_them(robin):
    robin.call("fields.add", name="Woke", type="timestamp")
    robin.call("fields.set", field="born", alter="seles", value="2004-02-29")
    robin.call("fields.set", field="woke", alter="seles", value="2020-01-02 03:04")
    robin.call("alters.edit", alter="seles", birthday="03-14")
    text = robin.get("/alters/seles").text
    assert "29 February 2004" in text
    assert "14 March" in text
    assert "2020-01-02 03:04" in text
