import pytest

from homestead.core.errors import NotFoundError


@pytest.fixture
def crowd(cast):
    cast("alters.edit", alter="seles", tags=["Host"], description="likes *tea*")
    cast("alters.edit", alter="dexen", tags=["host", "night"], pronouns="he/him")
    cast("groups.add", name="Day", members=["seles"])
    cast("groups.add", name="Night", parent="day", members=["dexen", "yuki"])
    cast("alters.add", name="Mallory")
    cast("alters.remove", alter="mallory")
    return cast


EVERYBODY = ["seles", "dexen", "yuki", "blurry"]


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({}, EVERYBODY),
        ({"custom": False}, ["seles", "dexen", "yuki"]),
        ({"custom": True}, ["blurry"]),
        ({"archived": False}, ["seles", "dexen", "blurry"]),
        ({"archived": True}, ["yuki"]),
        ({"group": "night"}, ["dexen", "yuki"]),
        ({"group": "Day"}, ["seles", "dexen", "yuki"]),
        ({"group": "day", "archived": False}, ["seles", "dexen"]),
        ({"tag": "HOST"}, ["seles", "dexen"]),
        ({"tag": "hos"}, []),
        ({"search": "TEA"}, ["seles"]),
        ({"search": "host him"}, ["dexen"]),
        ({"search": "%"}, []),
        ({"search": ""}, EVERYBODY),
        ({"removed": True}, ["mallory"]),
    ],
)
def test_a_list_shows_who_fits(crowd, narrow, found):
    listed = crowd("alters.list", **narrow)["alters"]
    assert [each["alter"] for each in listed] == found


def test_a_list_tells_of_groups_and_fields(crowd):
    crowd("fields.add", name="Role")
    crowd("fields.set", field="role", alter="dexen", value="guard")
    dexen = crowd("alters.list", search="dexen")["alters"][0]
    assert dexen["groups"] == [{"group": "night", "name": "Night"}]
    assert [(each["field"], each["value"]) for each in dexen["fields"]] == [
        ("role", "guard")
    ]
    assert dexen == crowd("alters.show", alter="dexen")


def test_what_is_removed_is_not_told_of(crowd):
    crowd("fields.add", name="Role")
    crowd("fields.set", field="role", alter="dexen", value="guard")
    crowd("fields.remove", field="role")
    crowd("groups.remove", group="night")
    dexen = crowd("alters.show", alter="dexen")
    assert (dexen["groups"], dexen["fields"]) == ([], [])


def test_a_misspelt_group_is_not_an_empty_one(crowd):
    with pytest.raises(NotFoundError, match="no group called 'nigh'"):
        crowd("alters.list", group="nigh")
