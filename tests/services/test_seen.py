"""Two change the same at once: nothing is overwritten that nobody saw."""

import pytest

from homestead.core.errors import ConflictError, UsageError


@pytest.fixture
def lived(cast):
    """Seles, who is she/her and 19, in the group Day."""
    cast("fields.add", name="Age")
    cast("fields.add", name="Born", type="date")
    cast("groups.add", name="Day", members=["seles"])
    cast("groups.add", name="Night")
    cast("alters.edit", alter="seles", pronouns="she/her", fields={"age": "19"})
    return cast


def seles(lived):
    return lived("alters.show", alter="seles")


def fields(lived):
    return {each["field"]: each["value"] for each in seles(lived)["fields"]}


def groups(lived):
    return [each["group"] for each in seles(lived)["groups"]]


def test_what_nobody_touched_is_not_written(lived):
    was = {"pronouns": "she/her", "name": "Seles"}
    lived("alters.edit", alter="seles", pronouns="they/them")
    lived("alters.edit", alter="seles", was=was, pronouns="she/her", name="Selene")
    assert seles(lived)["pronouns"] == "they/them"
    assert seles(lived)["name"] == "Selene"


def test_what_both_changed_is_refused_and_stays(lived):
    was = {"pronouns": "she/her", "description": ""}
    lived("alters.edit", alter="seles", pronouns="they/them")
    with pytest.raises(ConflictError, match="pronouns") as caught:
        lived(
            "alters.edit",
            alter="seles",
            was=was,
            pronouns="he/him",
            description="new",
        )
    assert list(caught.value.fields) == ["pronouns"]
    assert seles(lived)["pronouns"] == "they/them"
    assert seles(lived)["description"] == ""


def test_who_wants_what_is_there_by_now_is_not_stopped(lived):
    lived("alters.edit", alter="seles", pronouns="they/them")
    lived("alters.edit", alter="seles", was={"pronouns": ""}, pronouns=" they/them ")
    assert seles(lived)["pronouns"] == "they/them"


def test_without_what_was_seen_the_last_word_counts(lived):
    lived("alters.edit", alter="seles", pronouns="they/them")
    lived("alters.edit", alter="seles", pronouns="he/him")
    assert seles(lived)["pronouns"] == "he/him"


def test_nothing_touched_changes_nothing(lived, told):
    lived("alters.edit", alter="seles", was={"name": "Seles"}, name="Seles")
    assert told == []


def test_what_came_in_too_long_stands_in_nobodys_way(lived, house):
    long = "x" * 400
    with house.app.transaction() as tx:
        tx.update("alters", 1, {"pronouns": long})
    was = {"pronouns": long, "name": "Seles"}
    lived("alters.edit", alter="seles", was=was, pronouns=long, name="Selene")
    with pytest.raises(UsageError, match="letters"):
        lived("alters.edit", alter="seles", pronouns=long)


def test_each_field_is_looked_at_by_itself(lived):
    was = {"fields": {"age": "19", "born": ""}}
    lived("alters.edit", alter="seles", fields={"age": "20"})
    mine = {"age": "19", "born": "2004-02-29"}
    lived("alters.edit", alter="seles", was=was, fields=mine)
    assert fields(lived) == {"age": "20", "born": "2004-02-29"}
    with pytest.raises(ConflictError) as caught:
        lived("alters.edit", alter="seles", was=was, fields={"age": "21"})
    assert list(caught.value.fields) == ["field.age"]


def test_a_field_is_emptied_by_nothing(lived):
    lived("alters.edit", alter="seles", fields={"age": ""})
    assert fields(lived) == {}


def test_what_does_not_fit_a_field_is_told_by_its_name_and_changes_nothing(lived):
    with pytest.raises(UsageError) as caught:
        lived("alters.edit", alter="seles", name="New", fields={"born": "soon"})
    assert list(caught.value.fields) == ["field.born"]
    assert seles(lived)["name"] == "Seles"


def test_joining_here_and_there_at_once_is_both(lived):
    lived("groups.add", name="Third", members=["seles"])
    lived("alters.edit", alter="seles", was={"groups": ["day"]}, groups=["night"])
    assert groups(lived) == ["night", "third"]


def test_without_what_was_seen_one_is_in_exactly_these(lived):
    lived("alters.edit", alter="seles", groups=["night"])
    assert groups(lived) == ["night"]


def test_everything_at_once_is_one_change(lived):
    before = seles(lived)
    more = {"fields": {"age": "20"}, "groups": ["night"], "handle": "sel"}
    lived("alters.edit", alter="seles", name="Selene", **more)
    lived("changes.undo")
    after = seles(lived)
    assert {**after, "updated": ""} == {**before, "updated": ""}


def test_somebody_comes_with_everything_at_once(lived, picture):
    more = {"fields": {"age": "7"}, "groups": ["night"]}
    robin = lived("alters.add", name="Pip", files=picture(), **more)
    assert robin["avatar"]
    assert [each["value"] for each in robin["fields"]] == ["7"]
    assert [each["group"] for each in robin["groups"]] == ["night"]


def test_a_group_that_both_changed_is_refused(lived):
    lived("groups.edit", group="day", emoji="☀")
    with pytest.raises(ConflictError, match="emoji"):
        lived("groups.edit", group="day", was={"emoji": ""}, emoji="🌞")
    lived(
        "groups.edit", group="day", was={"emoji": "", "name": "Day"}, emoji="", name="D"
    )
    assert lived("groups.show", group="day")["emoji"] == "☀"


def test_a_group_moved_here_and_there_is_refused(lived):
    lived("groups.add", name="Third")
    lived("groups.edit", group="day", parent="night")
    with pytest.raises(ConflictError, match="parent"):
        lived("groups.edit", group="day", was={"parent": ""}, parent="third")
    lived("groups.edit", group="day", was={"parent": "night"}, parent="")
    assert lived("groups.show", group="day")["parent"] is None


def test_members_put_in_here_and_there_are_all_in(lived):
    lived("groups.join", group="day", alters=["dexen"])
    wanted = {"was": {"members": ["seles"]}, "members": ["yuki"]}
    members = lived("groups.edit", group="day", **wanted)["members"]
    assert [each["alter"] for each in members] == ["dexen", "yuki"]


def test_a_group_cannot_be_put_into_one_that_lies_in_it(lived):
    lived("groups.edit", group="night", parent="day")
    with pytest.raises(ConflictError) as caught:
        lived("groups.edit", group="day", parent="night")
    assert "parent" in caught.value.fields


def test_a_field_that_both_changed_is_refused(lived):
    lived("fields.edit", field="age", name="Years")
    with pytest.raises(ConflictError, match="name"):
        lived("fields.edit", field="age", was={"name": "Age"}, name="How old")
    lived(
        "fields.edit",
        field="age",
        was={"name": "Age", "type": "text"},
        type="year",
        name="Age",
    )
    assert lived("fields.list")["fields"][0]["name"] == "Years"


@pytest.mark.parametrize(
    ("who", "by", "order"),
    [
        ("dexen", -1, ["dexen", "seles", "yuki", "blurry"]),
        ("seles", 1, ["dexen", "seles", "yuki", "blurry"]),
        ("seles", -1, ["seles", "dexen", "yuki", "blurry"]),
        ("yuki", 5, ["seles", "dexen", "yuki", "blurry"]),
        ("seles", 9, ["dexen", "yuki", "seles", "blurry"]),
        ("blurry", -3, ["seles", "dexen", "yuki", "blurry"]),
    ],
)
def test_somebody_moves_up_and_down_among_their_kind(cast, who, by, order):
    cast("alters.shift", alter=who, by=by)
    assert [each["alter"] for each in cast("alters.list")["alters"]] == order


def test_a_group_moves_among_those_beside_it(lived):
    lived("groups.add", name="Noon", parent="day")
    lived("groups.shift", group="night", by=-1)
    listed = [each["group"] for each in lived("groups.list")["groups"]]
    assert listed == ["night", "day", "noon"]


def test_a_field_moves_and_comes_back_with_undo(lived):
    assert lived("fields.shift", field="born", by=-1)["fields"] == ["born", "age"]
    lived("changes.undo")
    listed = [each["field"] for each in lived("fields.list")["fields"]]
    assert listed == ["age", "born"]


def test_what_was_seen_may_be_told_as_it_was_read(lived):
    was = seles(lived)
    lived("groups.join", group="night", alters=["seles"])
    mine = {"groups": [], "fields": {"age": "19"}, "pronouns": "xe/xem"}
    lived("alters.edit", alter="seles", was=was, **mine)
    assert groups(lived) == ["night"]
    day = lived("groups.show", group="day")
    lived("groups.edit", group="day", was=day, members=["dexen"], parent="")
    members = lived("groups.show", group="day")["members"]
    assert [each["alter"] for each in members] == ["dexen"]


@pytest.mark.parametrize(
    "was",
    [
        {"groups": 5},
        {"groups": "day"},
        {"groups": [["day"]]},
        {"groups": None},
        {"fields": 5},
        {"fields": "age"},
        {"fields": [5], "groups": [{}]},
    ],
)
def test_what_cannot_have_been_seen_is_refused(lived, was):
    with pytest.raises(UsageError):
        lived("alters.edit", alter="seles", was=was, groups=["night"])
    assert groups(lived) == ["day"]


def test_members_that_cannot_have_been_seen_are_refused(lived):
    with pytest.raises(UsageError):
        lived("groups.edit", group="day", was={"members": 5}, members=[])
