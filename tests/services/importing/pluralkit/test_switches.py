"""Switches, put in order and turned into fronts that tell them again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pluralkit_files import (
    DEXEN,
    NOON_MS,
    SELES,
    YUKI,
    export,
    member,
    switch,
    switches,
)

from homestead.services.fronts.switches import Stretch, switches_of
from homestead.services.importing import pluralkit
from homestead.services.importing.pluralkit.values import micros

MINUTE = 60_000


def read(*told, **more):
    return pluralkit.read([export(*told, **more)])


def again(plan):
    """Return the switches that the fronts of a plan tell of."""
    stretches = [
        Stretch(f.alter, f.started_at, f.ended_at, f.position) for f in plan.fronts
    ]
    return switches_of(stretches, plan.marks)


def told(plan):
    """Return the switches of a plan as the file told them."""
    return [(int(one.source_id), tuple(one.snapshot.split())) for one in plan.switches]


def codes(plan):
    return [note.code for one in plan.switches for note in one.notes]


def test_a_switch_lasts_until_the_next():
    plan = read(switch(0, SELES), switch(5, DEXEN))
    assert [(f.alter, f.started_at, f.ended_at) for f in plan.fronts] == [
        (SELES, NOON_MS, NOON_MS + 5 * MINUTE),
        (DEXEN, NOON_MS + 5 * MINUTE, None),
    ]


def test_a_switch_out_leaves_nobody():
    plan = read(switch(0, SELES), switch(5))
    assert [f.ended_at for f in plan.fronts] == [NOON_MS + 5 * MINUTE]


def test_a_front_is_known_by_its_start_and_its_alter():
    plan = read(switch(0, SELES))
    assert plan.fronts[0].source_id == f"{NOON_MS}/{SELES}"


@pytest.mark.parametrize(
    "list_of_switches",
    [
        [(0, [SELES, DEXEN]), (5, [DEXEN, SELES])],
        [(0, [SELES]), (5, [SELES])],
        [(0, []), (5, [SELES])],
        [(0, [SELES]), (5, []), (6, [])],
        [(0, [SELES]), (0, [SELES]), (0, [DEXEN])],
        [(0, [SELES, DEXEN, YUKI]), (5, [YUKI, DEXEN]), (6, [SELES, YUKI])],
        [(0, []), (0, []), (0, [])],
    ],
)
def test_the_fronts_tell_the_switches_again(list_of_switches):
    plan = read(*(switch(at, *members) for at, members in list_of_switches))
    assert [list(who) for _, who in again(plan)] == [who for _, who in list_of_switches]


@given(switches())
def test_any_switches_come_back_in_order_with_their_members(list_of_switches):
    plan = read(*list_of_switches)
    assert again(plan) == told(plan)
    assert [list(who) for _, who in again(plan)] == [
        list(dict.fromkeys(one["members"])) for one in list_of_switches_in_order(plan)
    ]


def list_of_switches_in_order(plan):
    return [{"members": one.snapshot.split()} for one in plan.switches]


@given(switches(), st.randoms())
def test_the_order_of_the_file_does_not_matter_where_moments_differ(listed, random):
    moments = {micros(one["timestamp"]) for one in listed}
    if len(moments) == len(listed):
        shuffled = list(listed)
        random.shuffle(shuffled)
        assert told(read(*shuffled)) == told(read(*listed))


@pytest.mark.parametrize("turn", [list, reversed])
def test_switches_of_one_moment_keep_the_files_order_either_way_round(turn):
    listed = [switch(0, SELES), switch(1, DEXEN), switch(1, YUKI), switch(2)]
    plan = read(*turn(listed))
    assert [who for _, who in told(plan)] == [(SELES,), (DEXEN,), (YUKI,), ()]


def test_switches_of_one_moment_move_apart_and_say_so():
    plan = read(switch(0, SELES), switch(0, DEXEN), switch(0, YUKI))
    assert [at - NOON_MS for at, _ in told(plan)] == [0, 1, 2]
    assert codes(plan) == ["same_moment", "same_moment"]


def test_switches_within_one_millisecond_keep_their_order_silently():
    plan = read(
        switch(0, SELES, fraction=".123456"),
        switch(0, DEXEN, fraction=".123999"),
    )
    assert [at - NOON_MS for at, _ in told(plan)] == [123, 124]
    assert not codes(plan)


def test_somebody_named_twice_fronts_once():
    plan = read(switch(0, SELES, DEXEN, SELES))
    assert told(plan) == [(NOON_MS, (SELES, DEXEN))]
    assert codes(plan) == ["named_twice"]


def test_a_stranger_keeps_their_time_at_the_front():
    plan = read(switch(0, "gonee"), switch(5, "GONEE", SELES))
    strangers = [entry for entry in plan.entries if entry.made]
    assert [entry.source_id for entry in strangers] == ["gonee"]
    assert [warn.code for warn in plan.warnings] == ["unknown_member"]
    assert plan.fronts[0].alter == "gonee"


@pytest.mark.parametrize("wrong", [None, [], {}, True])
def test_somebody_without_an_id_is_told_of(wrong):
    plan = read(switch(0, SELES, wrong))
    assert told(plan) == [(NOON_MS, (SELES,))]
    assert codes(plan) == ["bad_member"]


def test_a_switch_of_the_api_names_whole_members():
    plan = read(switch(0, member(SELES), member(DEXEN), id="0b7f7c2e"))
    assert told(plan) == [(NOON_MS, (SELES, DEXEN))]
    assert not plan.warnings


def test_a_member_only_a_switch_tells_of_is_taken_from_there():
    plan = read(switch(0, "newww"), switch(1, member("newww", "Robin")))
    found = [entry for entry in plan.entries if entry.source_id == "newww"]
    assert [entry.values["name"] for entry in found] == ["Robin"]
    assert not found[0].made


def test_members_are_found_by_uuid():
    plan = read(switch(0, member(SELES)["uuid"]))
    assert plan.fronts[0].alter == SELES


@pytest.mark.parametrize("wrong", [None, 5, "switch", []])
def test_what_is_no_switch_fails_and_stops_nothing(wrong):
    plan = pluralkit.read([export(switches=[wrong, switch(0, SELES)])])
    assert [failed.collection for failed in plan.failed] == ["switches"]
    assert len(plan.switches) == 1


@pytest.mark.parametrize("wrong", [None, "soon", "", [], {}])
def test_a_switch_without_a_moment_is_kept_aside(wrong):
    plan = pluralkit.read([export(switches=[{"timestamp": wrong, "members": [SELES]}])])
    assert [kept.record["members"] for kept in plan.kept] == [[SELES]]
    assert plan.complete is None


@pytest.mark.parametrize(("wrong", "said"), [(None, []), ("seles", ["bad_members"])])
def test_a_switch_whose_members_are_no_list_is_a_switch_out(wrong, said):
    plan = pluralkit.read([export(switches=[{**switch(0), "members": wrong}])])
    assert told(plan) == [(NOON_MS, ())]
    assert codes(plan) == said


def test_what_else_a_switch_says_is_told_of():
    assert codes(read(switch(0, SELES, mood="fine"))) == ["more_said"]


def test_the_file_knows_of_nothing_after_the_last_moment_it_mentions():
    chatty = member(SELES, last_message_timestamp="2025-01-01T15:00:00Z")
    plan = read(switch(0, SELES), switch(5), members=[chatty])
    assert plan.complete == (NOON_MS, NOON_MS + 180 * MINUTE)
    assert read(switch(0), switch(5)).complete == (NOON_MS, NOON_MS + 5 * MINUTE)


def test_the_switches_are_taken_out_of_the_document():
    document = export(switch(0, SELES))
    pluralkit.read([document])
    assert document["switches"] == []
