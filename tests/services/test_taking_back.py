"""Whatever is done to alters, groups, fields and the profile can be taken back."""

import io

import pytest

from homestead.core.house import NamedFile
from homestead.services import alters, fields, groups, system

VERBS = [
    ("alters.add", {"name": "Mallory", "tags": ["new"], "color": "coral"}),
    ("alters.edit", {"alter": "seles", "name": "S", "tags": ["a"], "birthday": "2004"}),
    ("alters.rename", {"alter": "seles", "name": "Selene", "handle": "selene"}),
    ("alters.reorder", {"alters": ["yuki", "dexen"]}),
    ("alters.shift", {"alter": "seles", "by": 1}),
    ("alters.archive", {"alter": "seles", "reason": "tired"}),
    ("alters.unarchive", {"alter": "yuki"}),
    ("alters.remove", {"alter": "seles"}),
    ("alters.restore", {"alter": "sam"}),
    ("groups.add", {"name": "All", "parent": "night", "members": ["seles", "dexen"]}),
    ("groups.edit", {"group": "day", "emoji": "🌞", "subsystem": True}),
    ("groups.rename", {"group": "day", "name": "Daylight"}),
    ("groups.remove", {"group": "day"}),
    ("groups.restore", {"group": "old"}),
    ("groups.join", {"group": "day", "alters": ["dexen", "yuki"]}),
    ("groups.leave", {"group": "day", "alters": ["seles"]}),
    ("groups.nest", {"group": "day", "parent": None}),
    ("groups.reorder", {"groups": ["day", "night"]}),
    ("groups.shift", {"group": "day", "by": 1}),
    ("fields.add", {"name": "Age", "type": "year"}),
    ("fields.edit", {"field": "role", "type": "date", "markdown": True}),
    ("fields.remove", {"field": "role"}),
    ("fields.restore", {"field": "old"}),
    ("fields.reorder", {"fields": ["since", "role"]}),
    ("fields.shift", {"field": "role", "by": 1}),
    ("fields.set", {"field": "role", "alter": "seles", "value": "cook"}),
    ("fields.set", {"field": "role", "alter": "dexen", "value": "guard"}),
    ("fields.clear", {"field": "role", "alter": "seles"}),
    ("system.edit", {"name": "House", "time_zone": "Europe/Lisbon"}),
]
LOOKS = {
    *("alters.list", "alters.show", "alters.tags"),
    *("groups.list", "groups.show", "fields.list", "fields.show"),
}
PICTURES = ["alters.avatar", "system.avatar"]
LISTS = {"alters.bring_in"}


@pytest.fixture
def lived_in(cast):
    """A home in which every verb finds something to do."""
    cast("alters.add", name="Sam")
    cast("groups.add", name="Night")
    cast("groups.add", name="Day", parent="night", members=["seles"])
    cast("groups.add", name="Littles", parent="day")
    cast("fields.add", name="Role")
    cast("fields.add", name="Since", type="date")
    cast("fields.set", field="role", alter="seles", value="host")
    for noun in ("groups", "fields"):
        cast(f"{noun}.add", name="Old")
        cast(f"{noun}.remove", **{noun[:-1]: "old"})
    cast("alters.remove", alter="sam")
    cast("system.edit", name="Lantern")
    cast("fronts.switch", alters=["seles", "dexen"])
    return cast


@pytest.mark.parametrize(("verb", "args"), VERBS)
def test_undo_restores_exactly_and_redo_makes_it_again(lived_in, dump, verb, args):
    before = dump()
    lived_in(verb, **args)
    after = dump()
    assert after != before
    lived_in("changes.undo")
    assert dump() == before
    lived_in("changes.redo")
    assert dump() == after


def test_undo_takes_a_list_back_and_redo_brings_it_in_again(lived_in, dump):
    before = dump()
    given = [NamedFile("alters.csv", io.BytesIO(b"yuki,1\nkit,0\n"))]
    lived_in("alters.bring_in", files=given)
    after = dump()
    lived_in("changes.undo")
    assert dump() == before
    lived_in("changes.redo")
    assert dump() == after


@pytest.mark.parametrize("verb", PICTURES)
def test_undo_takes_a_picture_back(lived_in, dump, picture, verb):
    before = dump()
    lived_in(verb, files=picture(), **({"alter": "seles"} if "alters" in verb else {}))
    lived_in("changes.undo")
    assert dump() == before


@pytest.mark.parametrize(("verb", "args"), VERBS)
def test_every_change_says_what_it_was(lived_in, verb, args):
    lived_in(verb, **args)
    newest = lived_in("changes.listing")["changes"][0]
    assert newest["verb"] == verb.replace("s.", ".", 1) or verb.startswith("system")
    assert len(newest["summary"].split()) > 2


def test_no_verb_is_left_out():
    doors = {"alters": alters, "groups": groups, "fields": fields, "system": system}
    known = {f"{noun}.{verb}" for noun, door in doors.items() for verb in door.DOOR}
    assert {verb for verb, _ in VERBS} | {*PICTURES} | LISTS == known - LOOKS - {
        "system.show"
    }


def test_everything_done_can_be_taken_back_one_by_one(lived_in, dump):
    images = []
    for verb, args in VERBS[:20]:
        if verb.split(".")[1] in {"edit", "join", "nest", "add"}:
            images.append(dump())
            lived_in(verb, **args)
    for image in reversed(images):
        lived_in("changes.undo")
        assert dump() == image
