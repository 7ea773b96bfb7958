"""Everybody here, looked up at once."""

from __future__ import annotations

import pytest

from homestead.services import people


@pytest.fixture
def everybody(house, cast):
    """Who is here now: `everybody().by_handle["seles"]`."""
    return lambda: people.people(house)


def test_people_are_found_by_handle_uid_and_row(everybody):
    seles = everybody().by_handle["seles"]
    assert everybody().by_uid[seles.uid] is everybody().by_row[seles.id]


def test_nothing_is_read_again_while_nothing_changed(everybody, cast):
    before = everybody()
    assert everybody() is before
    cast("alters.edit", alter="seles", name="Seles Rose")
    assert everybody().by_handle["seles"].name == "Seles Rose"


def test_the_display_name_is_what_somebody_is_called(everybody, cast):
    cast("alters.edit", alter="seles", display_name="✨ Seles ✨")
    assert everybody().by_handle["seles"].name == "✨ Seles ✨"


def test_who_is_gone_is_known_by_uid_and_not_by_handle(everybody, cast):
    uid = everybody().by_handle["dexen"].uid
    cast("alters.remove", alter="dexen")
    assert "dexen" not in everybody().by_handle
    told = everybody().told(uid)
    assert (told["name"], told["gone"]) == ("Dexen", True)
    assert not everybody().by_uid[uid].is_alter


def test_nobody_at_all_has_a_name_too(everybody):
    assert everybody().told("nowhere")["name"] == people.GONE


def test_a_guest_is_told_of_who_is_public(everybody, cast):
    seles = everybody().by_handle["seles"].uid
    assert everybody().told_to_guest(seles)["name"] == "Somebody here"
    cast("alters.edit", alter="seles", privacy="public")
    assert everybody().told_to_guest(seles)["name"] == "Seles"


def test_who_is_in_a_group_is_in_those_around_it(everybody, cast):
    cast("groups.add", name="Everyone")
    cast("groups.add", name="Night")
    cast("groups.nest", group="night", parent="everyone")
    cast("groups.join", group="night", alters=["seles"])
    seles = everybody().by_handle["seles"]
    known = everybody().groups
    both = {known["everyone"].uid, known["night"].uid}
    assert set(everybody().groups_of(seles)) == both
    assert known["everyone"].members == {seles.id}


def test_groups_that_lie_in_each_other_end_somewhere(everybody, cast, house):
    for name in ("One", "Two"):
        cast("groups.add", name=name)
    with house.app.transaction() as tx:
        tx.run("UPDATE groups SET parent_id = 3 - id")
    cast("groups.join", group="one", alters=["seles"])
    assert len(everybody().groups_of(everybody().by_handle["seles"])) == 2


@pytest.mark.parametrize(("word", "handle"), [("Sles", "seles"), ("DEX", "dexen")])
def test_a_name_need_not_be_spelt_well(everybody, word, handle):
    assert everybody().near(word)[0].handle == handle


def test_proxy_tags_are_pairs(everybody, cast):
    cast("alters.edit", alter="seles", proxy_tags=[{"prefix": "s:", "suffix": None}])
    assert everybody().by_handle["seles"].proxy_tags == (("s:", ""),)
