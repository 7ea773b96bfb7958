"""One person in two apps is one person here."""

from __future__ import annotations

import json

import pytest
from services.importing.exports import export, front, member

from homestead.services import changes

SP, PK = "simply-plural", "pluralkit"


def people(house):
    rows = house.app.rows("SELECT name FROM alters WHERE kind = 'alter' ORDER BY name")
    return [row[0] for row in rows]


def switched(pluralkit, *members):
    """PluralKit's example with other members: (short id, name, more)."""
    model = pluralkit["members"][0]
    made = [
        {**model, "id": short, "uuid": f"uuid-of-{short}", "name": name, **more}
        for short, name, more in members
    ]
    return {**pluralkit, "members": made, "switches": [], "groups": []}


@pytest.mark.parametrize("order", [(SP, PK), (PK, SP)])
def test_who_is_in_both_examples_is_one(bring, example, house, order):
    for app in order:
        bring(example(app))
    assert people(house) == ["Juniper", "Moss", "Moss 🌿", "Wren"]


@pytest.mark.parametrize("order", [(SP, PK), (PK, SP)])
def test_both_know_what_they_brought(bring, example, house, order, all_rows):
    for app in order:
        bring(example(app))
    before = all_rows()
    for app in order:
        counts = bring(example(app))["counts"]
        assert all(set(it.values()) <= {0, it["unchanged"]} for it in counts.values())
    assert all_rows() == before


@pytest.mark.parametrize("written", ["abcde", "ABCDE", " abcde "])
def test_an_id_is_the_same_however_it_is_written(bring, example, house, written):
    bring(switched(example(PK), ("abcde", "Seles", {})))
    bring(export(members=[member(1, "Sel", pkId=written)]))
    assert people(house) == ["Seles"]


def test_nobody_is_taken_for_another_by_name(bring, example, house):
    bring(switched(example(PK), ("abcde", "Seles", {})))
    bring(export(members=[member(1, "Seles"), member(2, "Dexen", pkId="fghij")]))
    assert people(house) == ["Dexen", "Seles", "Seles"]


def test_the_second_fills_what_the_first_left_empty(bring, example, house):
    bring(export(members=[member(1, "Seles", pkId="abcde", pronouns="she/her")]))
    more = {"pronouns": "they/them", "birthday": "2001-02-03", "keep_proxy": True}
    told = bring(switched(example(PK), ("abcde", "Sel", more)))
    row = house.app.row("SELECT * FROM alters")
    assert (row["name"], row["pronouns"]) == ("Seles", "she/her")
    assert (row["birthday"], row["keep_proxy"]) == ("2001-02-03", 1)
    assert set(json.loads(row["extra"])) == {SP, PK}
    assert told["counts"]["alters"]["updated"] == 1


def test_privacy_is_not_made_wider_by_the_second(bring, example, house):
    bring(export(members=[member(1, "Seles", pkId="abcde", buckets=[])]))
    bring(switched(example(PK), ("abcde", "Seles", {})))
    assert house.app.value("SELECT privacy FROM alters") == "private"


def test_each_app_goes_on_to_update_what_it_says(bring, example, house):
    bring(export(members=[member(1, "Seles", pkId="abcde", pronouns="she/her")]))
    bring(switched(example(PK), ("abcde", "Sel", {"birthday": "2001-02-03"})))
    bring(switched(example(PK), ("abcde", "Sel", {"birthday": "2001-02-04"})))
    bring(export(members=[member(1, "Seles", pkId="abcde", pronouns="any")]))
    row = house.app.row("SELECT name, pronouns, birthday FROM alters")
    assert tuple(row) == ("Seles", "any", "2001-02-04")


def test_two_with_the_same_id_stay_two(bring, example, house):
    bring(switched(example(PK), ("abcde", "Seles", {})))
    two = [member(1, "One", pkId="abcde"), member(2, "Two", pkId="abcde")]
    bring(export(members=two))
    assert people(house) == ["Seles", "Two"]
    bring(export(members=two[::-1]))
    assert people(house) == ["Seles", "Two"]


def test_the_same_time_from_both_is_there_once(bring, example, house, fronts):
    moments = ["2025-01-01T12:00:00Z", "2025-01-01T10:00:00Z"]
    switches = [
        {"timestamp": at, "members": who}
        for at, who in zip(moments, ([], ["abcde"]), strict=True)
    ]
    bring({**switched(example(PK), ("abcde", "Seles", {})), "switches": switches})
    both = {"frontHistory": [front(11, 1, 0, 2, customStatus="at work")]}
    told = bring(export(members=[member(1, "Seles", pkId="abcde")], **both))
    assert fronts() == [("Seles", 0, 2, "at work")]
    assert told["counts"]["fronts"]["updated"] == 1


def test_a_front_from_the_other_app_is_cut_not_doubled(bring, example, fronts):
    switches = [
        {"timestamp": "2025-01-01T12:00:00Z", "members": []},
        {"timestamp": "2025-01-01T10:00:00Z", "members": ["abcde"]},
    ]
    longer = {"frontHistory": [front(11, 1, -1, 3)]}
    bring(export(members=[member(1, "Seles", pkId="abcde")], **longer))
    document = switched(example(PK), ("abcde", "Seles", {}))
    told = bring({**document, "switches": switches})
    assert fronts() == [("Seles", -1, 3, "")]
    assert told["counts"]["fronts"]["preserved"] == 1


def test_undo_separates_them_again(bring, example, house, all_rows):
    bring(example(SP))
    before = all_rows()
    bring(example(PK))
    changes.undo(house)
    assert all_rows() == before


def test_the_system_is_one_too(bring, example, house):
    bring(example(PK))
    bring(example(SP))
    rows = house.app.rows("SELECT name, tag FROM system")
    assert [tuple(row) for row in rows] == [("Lantern House", "| LH")]
