"""A whole PluralKit file as a plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from pluralkit_files import (
    SELES,
    WEBHOOK,
    anything,
    documents,
    export,
    member,
    switch,
)

from homestead.core.errors import UsageError
from homestead.services.importing import pluralkit

EXAMPLE = Path(__file__).parents[3] / "data" / "pluralkit.json"


def collections(plan):
    return [entry.collection for entry in plan.entries]


def test_the_example_is_read_whole():
    plan = pluralkit.read([json.loads(EXAMPLE.read_text())])
    assert collections(plan) == ["system", "alters", "alters", "groups"]
    assert (len(plan.switches), len(plan.fronts), plan.marks) == (3, 2, [])
    assert not plan.kept + plan.failed + plan.warnings
    assert not plan.left_out
    assert not any(entry.notes for entry in plan.entries)


@pytest.mark.parametrize("contents", [[[]], ["pk"], [None], [5], [{}, {}], []])
def test_what_is_no_export_is_refused_in_plain_words(contents):
    with pytest.raises(UsageError, match="PluralKit export"):
        pluralkit.read(contents)


@pytest.mark.parametrize("version", [2, "2", None])
def test_the_version_may_be_text_or_absent(version):
    assert not pluralkit.read([export(version=version)]).warnings


def test_another_version_is_read_with_a_warning():
    plan = pluralkit.read([export(version=3)])
    assert [warn.code for warn in plan.warnings] == ["unknown_version"]


@pytest.mark.parametrize("key", ["members", "groups", "switches"])
@pytest.mark.parametrize("value", [{}, "x", 5, True])
def test_a_list_that_is_none_is_told_of(key, value):
    plan = pluralkit.read([export(**{key: value})])
    assert [warn.code for warn in plan.warnings] == ["not_a_list"]


@pytest.mark.parametrize("key", ["members", "groups", "switches", "id", "name"])
def test_any_key_may_be_missing(key):
    document = export(switch(0))
    del document[key]
    assert not pluralkit.read([document]).warnings


@pytest.mark.parametrize("key", ["members", "groups"])
@pytest.mark.parametrize("wrong", [None, 5, "seles", []])
def test_what_is_no_record_fails_and_stops_nothing(key, wrong):
    plan = pluralkit.read([export(**{key: [wrong, {"id": "okayy", "name": "Robin"}]})])
    assert len(plan.failed) == 1
    assert plan.entries[-1].source_id == "okayy"


@pytest.mark.parametrize(
    "members",
    [
        [member(SELES), member(SELES, "Somebody else")],
        [member(SELES), {"tts": True}],
    ],
)
def test_a_member_nobody_can_name_is_kept_aside(members):
    plan = pluralkit.read([export(members=members)])
    assert collections(plan) == ["system", "alters"]
    assert [kept.collection for kept in plan.kept] == ["alters"]


def test_two_groups_of_one_id_are_not_one():
    twice = [{"id": "grpaa", "name": "One"}, {"id": "grpaa", "name": "Two"}]
    plan = pluralkit.read([export(groups=twice)])
    assert [kept.record["name"] for kept in plan.kept] == ["Two"]


def test_a_uuid_two_members_share_names_the_first():
    first, second = member(SELES), member("dexen", uuid=member(SELES)["uuid"])
    plan = pluralkit.read([export(switch(0, first["uuid"]), members=[first, second])])
    assert plan.fronts[0].alter == SELES
    assert plan.entries[2].aliases == ()


def test_a_system_without_ids_is_still_the_system():
    assert pluralkit.read([{"switches": []}]).entries[0].source_id == "system"


@given(documents)
def test_no_file_stops_the_reader_and_no_record_is_lost(document):
    given_records = sum(
        len(document[key])
        for key in ("members", "groups", "switches")
        if isinstance(document[key], list)
    )
    plan = pluralkit.read([document])
    from_switches = sum(warn.code == "unknown_member" for warn in plan.warnings)
    counted = len(plan.entries) + len(plan.switches) + len(plan.kept) + len(plan.failed)
    assert counted - from_switches - 1 >= given_records


@given(anything)
def test_no_secret_is_in_a_plan_wherever_it_stood(value):
    document = export(
        switch(0, SELES, webhook_url=WEBHOOK),
        webhook_url=WEBHOOK,
        members=[member(SELES, webhook_url=WEBHOOK, other=[value, {"x": WEBHOOK}])],
        groups=[{"id": "grpaa", "name": "G", "config": {"webhook_url": WEBHOOK}}],
    )
    assert WEBHOOK not in repr(pluralkit.read([document]))
