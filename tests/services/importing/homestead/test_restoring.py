"""An export meets a home with a life of its own."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from drawing import face
from homes import document, exported, new_home
from restoring import restore

from homestead.core import clock
from homestead.core.errors import IntegrityError, UsageError
from homestead.core.house import NamedFile
from homestead.services import alters, changes, fields, groups

HOUR = 3_600_000
PNG = face()
SUM = hashlib.sha256(PNG).hexdigest()


@pytest.fixture
def seles(house):
    return alters.add(house, name="Seles")


@pytest.fixture
def other(tmp_path):
    """Another home, still empty."""
    with new_home(tmp_path / "other") as house:
        yield house


def told(house):
    return json.loads(exported(house))


def front(house, alter, start, end, **more):
    columns = {"uid": f"{alter}-{start}", "created_at": 0, **more}
    row = house.app.value("SELECT id FROM alters WHERE handle = ?", (alter,))
    times = {"started_at": start * HOUR, "ended_at": end and end * HOUR}
    with house.app.transaction() as tx:
        tx.insert("fronts", {"alter_id": row, **times, **columns})


def fronts(house):
    rows = house.app.rows(
        "SELECT started_at, ended_at FROM fronts WHERE deleted_at IS NULL"
        " ORDER BY started_at"
    )
    return [(start / HOUR, end and end / HOUR) for start, end in rows]


def codes(report):
    return [warning["code"] for warning in report["warnings"]]


def counted(report, collection):
    return {how: n for how, n in report["counts"][collection].items() if n}


def test_what_changed_here_since_stays(house, seles):
    export = exported(house)
    alters.edit(house, alter="seles", pronouns="she/her")
    report = restore(house, export)
    assert counted(report, "alters") == {"unchanged": 1}
    assert codes(report) == ["kept_here"]
    assert alters.show(house, alter="seles")["pronouns"] == "she/her"


def test_what_was_edited_in_the_file_is_taken_over(house, seles):
    export = told(house)
    export["alters"][0]["pronouns"] = "she/her"
    assert counted(restore(house, export), "alters") == {"updated": 1}
    assert alters.show(house, alter="seles")["pronouns"] == "she/her"


def give(house, value):
    fields.set(house, field="job", alter="seles", value=value)


SINCE = {
    "a value set": lambda house: fields.set(
        house, field="pet", alter="seles", value="cat"
    ),
    "a value changed": lambda house: give(house, "baker"),
    "a value emptied": lambda house: fields.clear(house, field="job", alter="seles"),
    "a value taken back": changes.undo,
    "a member joined": lambda house: groups.join(
        house, group="night", alters=["dexen"]
    ),
    "a member gone": lambda house: groups.leave(house, group="night", alters=["seles"]),
}


@pytest.mark.parametrize("deed", SINCE)
def test_what_belongs_to_somebody_stays_as_it_was_left_since(house, seles, deed):
    alters.add(house, name="Dexen")
    groups.add(house, name="Night")
    groups.join(house, group="night", alters=["seles"])
    for name in ("Job", "Pet"):
        fields.add(house, name=name)
    give(house, "gardener")
    export = exported(house)
    SINCE[deed](house)
    before = document(house)
    restore(house, export)
    assert document(house) == before


def test_what_is_not_in_the_file_stays(house, seles):
    export = exported(house)
    alters.add(house, name="Dexen")
    restore(house, export)
    assert len(told(house)["alters"]) == 2


def test_what_was_deleted_here_since_stays_deleted(house, seles):
    export = exported(house)
    alters.remove(house, alter="seles")
    restore(house, export)
    assert told(house)["alters"][0]["deleted_at"]


def test_what_was_deleted_elsewhere_is_deleted(house, seles, other):
    restore(other, exported(house))
    alters.remove(house, alter="seles")
    restore(other, exported(house))
    assert document(other) == document(house)


def test_a_handle_somebody_has_here_gets_a_number(house, seles, other):
    alters.add(other, name="Seles")
    report = restore(other, exported(house))
    assert codes(report) == ["handle_taken"]
    assert [each["handle"] for each in told(other)["alters"]] == ["seles", "seles-2"]


def test_two_homes_that_imported_the_same_person_have_them_once(house, other):
    file = {"members": [{"_id": "a" * 24, "name": "Seles"}], "frontHistory": []}
    restore(house, file)
    restore(other, file)
    report = restore(other, exported(house))
    assert counted(report, "alters") == {"unchanged": 1}
    assert len(told(other)["alters"]) == 1


def test_importing_from_the_old_app_after_moving_changes_nothing(house, other):
    file = {
        "members": [{"_id": "a" * 24, "name": "Seles"}],
        "frontHistory": [
            {"_id": "f" * 24, "member": "a" * 24, "startTime": 1, "endTime": 9}
        ],
    }
    restore(house, file)
    restore(other, exported(house))
    report = restore(other, file)
    assert counted(report, "alters") == {"unchanged": 1}
    assert counted(report, "fronts") == {"unchanged": 1}


@pytest.mark.parametrize(
    ("both", "after"),
    [
        (((1, 3), (2, 5)), [(1, 3), (3, 5)]),
        (((2, 3), (1, 5)), [(1, 2), (2, 3), (3, 5)]),
        (((1, 5), (2, 3)), [(1, 5)]),
        (((1, None), (2, 3)), [(1, None)]),
        (((1, 2), (2, 3)), [(1, 2), (2, 3)]),
    ],
)
def test_nobody_is_at_the_front_twice(house, seles, other, both, after):
    here, there = both
    restore(other, exported(house))
    front(other, "seles", *here, uid="here")
    front(house, "seles", *there, uid="there")
    restore(other, exported(house))
    assert fronts(other) == after


def test_a_front_there_is_no_room_for_is_kept_aside(house, seles, other):
    restore(other, exported(house))
    front(other, "seles", 1, 5, uid="here")
    front(house, "seles", 2, 3, uid="there", status="at work")
    report = restore(other, exported(house))
    assert counted(report, "fronts") == {"preserved": 1}
    kept = json.loads(other.app.value("SELECT record FROM preserved"))
    assert kept["status"] == "at work"


def test_fronts_that_change_places_do_not_stand_in_each_others_way(house, seles):
    front(house, "seles", 1, 2, uid="one")
    front(house, "seles", 2, 3, uid="two")
    export = told(house)
    one, two = export["fronts"]
    one["started_at"], two["started_at"] = two["started_at"], one["started_at"]
    one["ended_at"], two["ended_at"] = two["ended_at"], one["ended_at"]
    report = restore(house, export)
    assert counted(report, "fronts") == {"updated": 2}
    assert fronts(house) == [(1, 2), (2, 3)]


def test_a_front_ended_here_since_is_not_opened_again(house, seles):
    from homestead.services import fronts as service

    service.switch(house, alters=["seles"])
    export = exported(house)
    service.out(house)
    restore(house, export)
    assert told(house)["fronts"][0]["ended_at"]


def test_groups_come_back_in_their_tree_whatever_their_order(house, other):
    groups.add(house, name="Inner")
    groups.add(house, name="Outer")
    groups.nest(house, group="inner", parent="outer")
    export = told(house)
    export["groups"].reverse()
    restore(other, export)
    assert groups.show(other, group="inner")["parent"] == "outer"


@pytest.mark.parametrize(
    ("parents", "said"),
    [
        ({"inner": "nowhere"}, "group_without_parent"),
        ({"inner": "outer", "outer": "inner"}, "group_without_parent"),
    ],
)
def test_a_tree_that_is_none_is_told_of(house, other, parents, said):
    for name in ("Inner", "Outer"):
        groups.add(house, name=name)
    export = told(house)
    uids = {each["handle"]: each["uid"] for each in export["groups"]}
    for each in export["groups"]:
        if each["handle"] in parents:
            each["parent"] = uids.get(parents[each["handle"]], "nowhere")
    report = restore(other, export)
    assert said in codes(report)
    assert len(told(other)["groups"]) == 2


def test_a_group_is_not_put_into_one_that_is_inside_it_here(house, other):
    for name in ("Inner", "Outer"):
        groups.add(house, name=name)
    restore(other, exported(house))
    groups.nest(other, group="outer", parent="inner")
    export = told(house)
    inner, outer = export["groups"]
    inner["parent"] = outer["uid"]
    assert "group_circle" in codes(restore(other, export))


@pytest.mark.parametrize(
    "harm",
    [
        lambda seles: seles.pop("name"),
        lambda seles: seles.update(privacy="everybody"),
        lambda seles: seles.update(fields=["x"]),
        lambda seles: seles.update(uid=5),
    ],
)
def test_a_damaged_record_fails_alone(house, seles, other, harm):
    alters.add(house, name="Dexen")
    export = told(house)
    harm(export["alters"][0])
    report = restore(other, export)
    assert counted(report, "alters") == {"imported": 1, "failed": 1}
    assert codes(report) == ["bad_record"]


def test_a_record_that_is_there_twice_is_taken_once(house, seles, other):
    export = told(house)
    export["alters"] *= 2
    report = restore(other, export)
    assert counted(report, "alters") == {"imported": 1, "failed": 1}


def test_a_front_of_nobody_fails(house, seles, other):
    front(house, "seles", 1, 2)
    export = told(house)
    export["alters"] = []
    assert counted(restore(other, export), "fronts") == {"failed": 1}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"homestead_export": 2}, UsageError),
        ({"homestead_export": "1"}, IntegrityError),
        ({"homestead_export": 0}, IntegrityError),
        ({"exported_at": None}, IntegrityError),
        ({"alters": {}, "fronts": "x"}, IntegrityError),
        ({"home": []}, None),
        ({"home": "x"}, IntegrityError),
    ],
)
def test_an_export_that_cannot_be_one_is_refused(house, other, change, error):
    export = {**told(house), **change}
    if error is None:
        restore(other, export)
    else:
        with pytest.raises(error):
            restore(other, export)


def test_parts_nobody_knows_are_told_of(house, other):
    report = restore(other, {**told(house), "forums": [1]})
    assert codes(report) == ["unknown_part"]


def test_a_rehearsal_changes_nothing_and_tells_the_same(house, seles, other):
    before = document(other)
    rehearsed = restore(other, exported(house), dry_run=True)
    assert document(other) == before
    real = restore(other, exported(house))
    assert {**rehearsed, "dry_run": False} == real


def give_picture(house, content=PNG):
    alters.avatar(house, alter="seles", files=[NamedFile("s.png", io.BytesIO(content))])


def picture(house):
    return Path(house.paths.data, "uploads", "alters", f"{SUM}.png")


def test_pictures_come_back_from_a_zip(house, seles, other):
    give_picture(house)
    report = restore(other, exported(house, format="zip"))
    assert counted(report, "pictures") == {"imported": 1}
    assert picture(other).read_bytes() == PNG


def test_a_picture_that_is_nowhere_is_told_of_and_its_name_kept(house, seles, other):
    give_picture(house)
    assert codes(restore(other, exported(house))) == ["picture_missing"]
    assert document(other) == document(house)


@pytest.mark.parametrize("content", [PNG + b"!", b"text", b""])
def test_a_picture_that_is_not_what_its_name_says_is_left_out(
    house, seles, other, content
):
    give_picture(house)
    harmed = io.BytesIO()
    with zipfile.ZipFile(harmed, "w") as archive:
        archive.writestr("homestead.json", exported(house))
        archive.writestr(f"pictures/{SUM}.png", content)
    report = restore(other, harmed.getvalue())
    assert counted(report, "pictures") == {"failed": 1}
    assert not picture(other).exists()


@pytest.mark.parametrize("name", ["../../secret.key", "alters/x.png", 5, "/etc/passwd"])
def test_a_picture_cannot_be_called_just_anything(house, seles, other, name):
    export = told(house)
    export["alters"][0]["avatar"] = name
    restore(other, export)
    assert "avatar" not in (told(other)["alters"] or [{}])[0]


def test_the_homes_own_words_come_along(house, other):
    export = told(house)
    words = {"alter": "headmate", "alters": "headmates", "system": "crew"}
    export["home"] = {
        "time_zone": "Europe/Lisbon",
        "terms": {**export["home"]["terms"], **words, "systems": "crewses"},
    }
    report = restore(other, export)
    assert counted(report, "settings") == {"imported": 4}
    assert told(other)["home"] == export["home"]
    assert "settings" not in restore(other, export)["counts"]


def test_words_somebody_chose_here_stay(house, other):
    from homestead.core import config_writing

    config_writing.set_value(other.paths.config, "terms.alter", "part")
    other.reload()
    export = told(house)
    export["home"]["terms"]["alter"] = "headmate"
    restore(other, export)
    assert other.terms.alter == "part"


def test_a_word_that_fits_no_setting_is_told_of(house, other):
    export = told(house)
    export["home"]["time_zone"] = "Moon/Crater"
    assert codes(restore(other, export)) == ["setting"]


def test_undo_takes_it_back_as_one(house, seles, other):
    before = document(other)
    restore(other, exported(house))
    changes.undo(other)
    assert document(other) == before


def test_an_export_from_long_ago_is_no_surprise(house, seles):
    export = told(house)
    export["exported_at"] = clock.iso(0)
    assert counted(restore(house, export), "alters") == {"unchanged": 1}


@pytest.mark.parametrize("picture", [[], {}, 5, True])
def test_what_is_no_name_of_a_picture_is_told(house, seles, other, picture):
    export = told(house)
    export["alters"][0]["avatar"] = picture
    report = restore(other, export)
    assert report["counts"]["alters"]["failed"] == 1
