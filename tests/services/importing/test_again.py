"""Importing again: the same file, a newer one, after changes made here."""

from __future__ import annotations

import json

import pytest
from services.importing.exports import NOON, export, front, identity, member

from homestead.services import changes


def outcomes(report):
    return {
        how
        for counted in report["counts"].values()
        for how, times in counted.items()
        if times
    }


def name_of(house, row=1):
    return house.app.value("SELECT name FROM alters WHERE id = ?", (row,))


def test_the_same_file_again_changes_nothing(bring, example, all_rows):
    bring(example("simply-plural"))
    before = all_rows()
    assert outcomes(bring(example("simply-plural"))) == {"unchanged"}
    assert all_rows() == before


def test_the_same_file_again_leaves_nothing_to_undo(bring, example, house):
    bring(example("simply-plural"))
    bring(example("simply-plural"))
    assert house.app.value("SELECT count(*) FROM changes") == 1
    assert house.app.value("SELECT count(*) FROM imports") == 1


def test_undo_takes_the_log_of_an_import_back_as_well(bring, house):
    from homestead.services import imports

    bring(export())
    changes.undo(house)
    assert imports.listing(house) == {"imports": []}
    assert house.app.value("SELECT count(*) FROM imports") == 0


def test_a_rehearsal_tells_the_same_and_writes_nothing(bring, example, all_rows):
    before = all_rows()
    rehearsed = bring(example("simply-plural"), dry_run=True)
    assert all_rows() == before
    real = bring(example("simply-plural"))
    assert {**rehearsed, "dry_run": False} == real


def test_undo_takes_the_whole_import_back(bring, example, house, all_rows):
    before = all_rows()
    bring(example("simply-plural"))
    changes.undo(house)
    assert all_rows() == before


def test_what_was_undone_can_be_imported_again(bring, example, house):
    bring(example("simply-plural"))
    changes.undo(house)
    assert bring(example("simply-plural"))["counts"]["alters"]["imported"] == 3


def test_undo_takes_back_what_a_newer_file_changed(bring, house, all_rows):
    group = {"_id": "g1", "name": "Littles", "members": [identity(1), identity(2)]}
    field = {"_id": "f1abc", "name": "Role", "type": 0}
    first = export(
        members=[member(1, "Seles", info={"f1abc": "Host"}), member(2, "Dexen")],
        groups=[group],
        customFields=[field],
        frontHistory=[front(11, 1, 0, None)],
    )
    bring(first)
    before = all_rows()
    newer = export(
        members=[member(1, "Sel"), member(2, "Dexen", info={"f1abc": "Cook"})],
        groups=[
            {**group, "parent": "g2", "members": [identity(2)]},
            group | {"_id": "g2"},
        ],
        customFields=[field],
        frontHistory=[front(11, 1, 0, 2), front(12, 2, 2, None)],
    )
    assert outcomes(bring(newer)) >= {"updated", "imported"}
    assert all_rows() != before
    changes.undo(house)
    assert all_rows() == before


def test_a_newer_file_changes_only_what_changed_over_there(bring, house):
    bring(export(members=[member(1, "Seles", pronouns="she/her")]))
    with house.app.transaction() as tx:
        tx.update("alters", 1, {"name": "Seles the Bold"})
    told = bring(export(members=[member(1, "Seles", pronouns="they/them")]))
    row = house.app.row("SELECT name, pronouns FROM alters")
    assert tuple(row) == ("Seles the Bold", "they/them")
    assert told["counts"]["alters"]["updated"] == 1


def test_a_name_changed_over_there_changes_here(bring, house):
    bring(export(members=[member(1, "Seles")]))
    bring(export(members=[member(1, "Selene")]))
    assert name_of(house) == "Selene"
    assert house.app.value("SELECT handle FROM alters") == "seles"


def test_an_older_file_overwrites_nothing(bring, house):
    bring(export(members=[member(1, "New", lastOperationTime=NOON)]))
    told = bring(export(members=[member(1, "Old", lastOperationTime=NOON - 1)]))
    assert name_of(house) == "New"
    assert told["counts"]["alters"]["unchanged"] == 1


def test_who_was_removed_here_stays_removed(bring, house):
    bring(export(members=[member(1, "Seles")]))
    with house.app.transaction() as tx:
        tx.update("alters", 1, {"deleted_at": NOON})
    told = bring(export(members=[member(1, "Selene")]))
    assert told["counts"]["alters"]["unchanged"] == 1
    assert house.app.value("SELECT deleted_at FROM alters") == NOON


def test_an_ended_front_ends_here_too(bring, fronts):
    bring(export(frontHistory=[front(11, 1, 0, None)]))
    told = bring(export(frontHistory=[front(11, 1, 0, 2), front(12, 2, 2, None)]))
    assert fronts() == [("Seles", 0, 2, ""), ("Dexen", 2, None, "")]
    assert told["counts"]["fronts"]["updated"] == 1
    assert told["counts"]["fronts"]["imported"] == 1


def test_a_status_changed_over_there_changes_here(bring, fronts):
    bring(export(frontHistory=[front(11, 1, 0, 1, customStatus="one")]))
    bring(export(frontHistory=[front(11, 1, 0, 1, customStatus="two")]))
    assert fronts() == [("Seles", 0, 1, "two")]


def test_a_front_given_to_somebody_else_moves(bring, fronts):
    bring(export(frontHistory=[front(11, 1, 0, 4), front(12, 2, 1, 2)]))
    bring(export(frontHistory=[front(11, 2, 0, 4), front(12, 2, 1, 2)]))
    assert ("Dexen", 1, 2, "") in fronts()
    assert sum(end - start for _, start, end, _ in fronts()) == 4


def test_fronts_that_are_moved_about_never_meet_themselves(bring, fronts):
    bring(export(frontHistory=[front(11, 1, 0, 2), front(12, 1, 2, 4)]))
    bring(export(frontHistory=[front(11, 1, 2, 4), front(12, 1, 0, 2)]))
    assert fronts() == [("Seles", 0, 2, ""), ("Seles", 2, 4, "")]


def test_times_set_here_and_moved_there_do_not_contradict(bring, house, fronts):
    bring(export(frontHistory=[front(11, 1, 0, 10)]))
    with house.app.transaction() as tx:
        tx.update("fronts", 1, {"started_at": NOON + 6 * 3_600_000})
    told = bring(export(frontHistory=[front(11, 1, 0, 4)]))
    assert told["counts"]["fronts"]["degraded"] == 1
    assert fronts() == [("Seles", 6, 10, "")]


def test_a_piece_cut_in_two_follows_when_its_front_moves(bring, fronts):
    inner = front(12, 1, 2, 4, customStatus="two")
    bring(export(frontHistory=[front(11, 1, 0, 6), inner]))
    bring(export(frontHistory=[front(11, 1, 0, 3), inner]))
    assert fronts() == [("Seles", 0, 2, ""), ("Seles", 2, 4, "two")]


def test_a_group_follows_who_joined_and_left(bring, house):
    group = {"_id": "g1", "name": "Littles", "members": [identity(1), identity(2)]}
    bring(export(groups=[group]))
    with house.app.transaction() as tx:
        tx.run("DELETE FROM group_members WHERE alter_id = 2")
    bring(export(groups=[{**group, "members": [identity(2), identity(3)]}]))
    rows = house.app.rows("SELECT alter_id FROM group_members")
    assert [row[0] for row in rows] == [3]


def test_a_value_cleared_over_there_is_cleared_here(bring, house):
    fields = [{"_id": "f1abc", "name": "Role"}, {"_id": "f2abc", "name": "Age"}]
    info = {"f1abc": "Host", "f2abc": "30"}
    bring(export(members=[member(1, "Seles", info=info)], customFields=fields))
    info = {"f1abc": "", "f2abc": "31"}
    bring(export(members=[member(1, "Seles", info=info)], customFields=fields))
    rows = house.app.rows("SELECT value FROM field_values")
    assert [row[0] for row in rows] == ["31"]


def test_who_comes_back_from_the_archive_is_back(bring, house):
    bring(export(members=[member(1, "Seles", archived=True)]))
    bring(export(members=[member(1, "Seles", archived=False)]))
    assert house.app.value("SELECT archived_at FROM alters") is None


def test_a_group_is_never_put_inside_itself(bring, house):
    groups = [{"_id": "g1", "name": "One"}, {"_id": "g2", "name": "Two"}]
    bring(export(groups=groups))
    with house.app.transaction() as tx:
        tx.update("groups", 1, {"parent_id": 2})
    told = bring(export(groups=[groups[0], {**groups[1], "parent": "g1"}]))
    assert told["counts"]["groups"]["degraded"] == 1
    assert house.app.value("SELECT parent_id FROM groups WHERE id = 2") is None


def test_a_stand_in_gives_way_when_the_real_one_comes(bring, house, fronts):
    bring(export(members=[], frontHistory=[front(11, 1, 0, 1)], users=[{"_id": "u"}]))
    assert name_of(house) == "Someone deleted (0001)"
    bring(export(frontHistory=[front(11, 1, 0, 1)]))
    assert fronts() == [("Seles", 0, 1, "")]


def test_who_is_deleted_over_there_stays_here_with_their_fronts(bring, house, fronts):
    bring(export(frontHistory=[front(11, 1, 0, 1)]))
    later = [front(11, 1, 0, 1), front(12, 1, 2, 3)]
    bring(export(members=[member(2, "Dexen")], frontHistory=later))
    assert fronts() == [("Seles", 0, 1, ""), ("Seles", 2, 3, "")]


def test_a_preserved_record_that_changed_is_kept_as_it_is_now(bring, house):
    bring(export(notes=[{"_id": "n1", "note": "old"}]))
    told = bring(export(notes=[{"_id": "n1", "note": "new"}]))
    assert told["counts"]["notes"]["preserved"] == 1
    record = house.app.value("SELECT record FROM preserved")
    assert json.loads(record)["note"] == "new"


@pytest.mark.parametrize("number", [1, 3])
def test_each_import_is_logged_with_its_report(bring, house, number):
    from homestead.services import imports

    for each in range(number):
        bring(export(notes=[{"_id": f"n{each}"}]))
    listed = imports.listing(house)["imports"]
    assert len(listed) == number
    assert listed[0]["file"] == "export.json"
    assert listed[-1]["counts"]["alters"]["imported"] == 3


def test_a_stand_in_s_handle_is_given_up_for_a_real_one(bring, house):
    bring(export(members=[], frontHistory=[front(11, 1, 0, 1)], users=[{"_id": "u"}]))
    told = bring(export(frontHistory=[front(11, 1, 0, 1)]))
    assert house.app.value("SELECT handle FROM alters WHERE id = 1") == "seles"
    assert told["counts"]["alters"]["imported"] == 3


def test_groups_can_change_places(bring, house):
    one, two = {"_id": "g1", "name": "One"}, {"_id": "g2", "name": "Two"}
    bring(export(groups=[{**one, "parent": "g2"}, two]))
    told = bring(export(groups=[one, {**two, "parent": "g1"}]))
    assert told["counts"]["groups"]["updated"] == 2
    rows = house.app.rows("SELECT name, parent_id IS NULL FROM groups ORDER BY name")
    assert [tuple(row) for row in rows] == [("One", 1), ("Two", 0)]
