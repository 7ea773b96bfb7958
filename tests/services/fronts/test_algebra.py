"""Whatever is switched, now or in the past, the record says just that."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.fronts.memory import BLURRY, CAST, DEXEN, SELES, YUKI, Memory

from homestead.services.fronts import algebra
from homestead.services.fronts.front import TIERS

END = 60
NAMED = st.lists(st.sampled_from(CAST), min_size=1, max_size=3, unique=True)
STEP = st.tuples(
    st.sampled_from(["switch", "add", "remove", "out"]),
    st.integers(0, END - 1),
    NAMED,
    st.none() | st.sampled_from(TIERS),
    st.none() | st.sampled_from(["", "tired"]),
)


def act(memory, step):
    """Carry out one step; return from when until when it holds."""
    verb, at, named, tier, status = step
    scene = memory.scene(at)
    if verb == "switch":
        edits = algebra.switch(scene, named, tier=tier, status=status)
    elif verb == "add":
        edits = algebra.add(scene, named, tier=tier, status=status)
    else:
        edits = algebra.remove(scene, CAST if verb == "out" else named)
    memory.apply(edits)
    return at, scene.until if scene.until is not None else END


def expected(before, step):
    """What the minute's people become, said the slow way."""
    verb, _, named, tier, _ = step
    if verb in ("remove", "out"):
        return [] if verb == "out" else [who for who in before if who[0] not in named]
    there = dict(before) if verb == "add" else {}
    for alter in named:
        default = "co-front" if there else "primary"
        there[alter] = tier or there.get(alter, default)
    return sorted(there.items(), key=lambda who: TIERS.index(who[1]))


def sound(memory):
    for front in memory.fronts:
        assert front.ended_at is None or front.started_at < front.ended_at
    for one, other in itertools.combinations(memory.fronts, 2):
        if one.alter_id == other.alter_id:
            first, second = sorted((one, other), key=lambda f: f.started_at)
            assert first.ended_at is not None
            assert first.ended_at <= second.started_at


@settings(max_examples=300)
@given(st.lists(STEP, max_size=12))
def test_every_minute_says_what_was_done_last_about_it(steps):
    memory = Memory()
    for step in steps:
        before = [memory.state(minute) for minute in range(END)]
        since, until = act(memory, step)
        sound(memory)
        for minute in range(END):
            wanted = before[minute]
            if since <= minute < until:
                wanted = expected(before[since], step)
            assert memory.state(minute) == wanted


@given(st.lists(STEP, max_size=6), STEP)
def test_doing_it_again_changes_nothing(steps, last):
    memory = Memory()
    for step in (*steps, last):
        act(memory, step)
    verb, at, named, tier, status = last
    if verb == "switch":
        again = algebra.switch(memory.scene(at), named, tier=tier, status=status)
        assert again == []


@given(st.lists(STEP, max_size=6))
def test_fronts_that_all_stand_at_the_same_place_are_kept_too(steps):
    memory = Memory((SELES, 0, 30), (DEXEN, 10, None), (YUKI, 10, 20), (YUKI, 40, 50))
    for step in steps:
        before = [sorted(memory.state(minute)) for minute in range(END)]
        since, until = act(memory, step)
        sound(memory)
        for minute in range(END):
            if not since <= minute < until:
                assert sorted(memory.state(minute)) == before[minute]


def switched(memory, at, *named, **how):
    memory.apply(algebra.switch(memory.scene(at), named, **how))
    return memory.spans()


def test_seles_goes_and_dexen_comes():
    assert switched(Memory((SELES, 0, None)), 10, DEXEN) == [
        (SELES, 0, 10),
        (DEXEN, 10, None),
    ]


def test_dexen_stays_in_one_front_when_seles_leaves_the_second_place():
    memory = Memory((DEXEN, 0, None), (SELES, 0, None, "co-front", 1.0))
    assert switched(memory, 10, DEXEN) == [(DEXEN, 0, None), (SELES, 0, 10)]


def test_dexen_who_becomes_primary_starts_a_new_front():
    memory = Memory((SELES, 0, None), (DEXEN, 0, None, "co-front", 1.0))
    assert switched(memory, 10, DEXEN) == [
        (SELES, 0, 10),
        (DEXEN, 0, 10),
        (DEXEN, 10, None),
    ]


def test_a_switch_in_the_past_holds_until_the_next_one():
    memory = Memory((SELES, 0, 20), (DEXEN, 20, None))
    assert switched(memory, 10, YUKI) == [
        (SELES, 0, 10),
        (YUKI, 10, 20),
        (DEXEN, 20, None),
    ]


def test_who_stays_through_the_next_switch_comes_back_after_a_correction():
    memory = Memory((SELES, 0, None), (DEXEN, 20, None, "co-front"))
    assert switched(memory, 10, YUKI) == [
        (SELES, 0, 10),
        (YUKI, 10, 20),
        (DEXEN, 20, None),
        (SELES, 20, None),
    ]


def test_dexen_who_came_earlier_than_recorded_has_one_longer_front():
    memory = Memory((SELES, 0, 20), (DEXEN, 20, None))
    assert switched(memory, 10, DEXEN) == [(SELES, 0, 10), (DEXEN, 10, None)]


def test_seles_who_never_left_has_one_front_again():
    memory = Memory((SELES, 0, 10), (DEXEN, 10, 20), (SELES, 20, None))
    assert switched(memory, 10, SELES) == [(SELES, 0, None)]


def test_a_switch_at_the_same_instant_replaces_the_earlier_one():
    memory = Memory((SELES, 0, 10), (DEXEN, 10, None))
    assert switched(memory, 10, YUKI) == [(SELES, 0, 10), (YUKI, 10, None)]


def test_a_front_cut_in_two_is_no_switch_to_stop_at():
    memory = Memory((SELES, 0, 10), (SELES, 10, None))
    assert switched(memory, 5, DEXEN) == [(SELES, 0, 5), (DEXEN, 5, None)]


def test_a_status_alone_is_set_in_place():
    memory = Memory((SELES, 0, None))
    assert switched(memory, 10, SELES, status="tired") == [(SELES, 0, None)]
    assert memory.fronts[0].status == "tired"


def test_a_status_stays_with_who_moves_to_another_tier():
    memory = Memory((SELES, 0, None))
    switched(memory, 0, SELES, status="tired")
    switched(memory, 10, SELES, tier="co-conscious")
    assert [(f.tier, f.status) for f in memory.at(10)] == [("co-conscious", "tired")]


@pytest.mark.parametrize(
    ("here", "tier"), [((), "primary"), (((BLURRY, 0, None),), "co-front")]
)
def test_who_is_added_is_primary_only_when_nobody_is_there(here, tier):
    memory = Memory(*here)
    memory.apply(algebra.add(memory.scene(10), [SELES]))
    assert (SELES, tier) in memory.state(10)


def test_who_is_added_leaves_the_others_as_they_are():
    memory = Memory((SELES, 0, None, "co-conscious"))
    memory.apply(algebra.add(memory.scene(10), [DEXEN], tier="primary"))
    assert memory.state(10) == [(DEXEN, "primary"), (SELES, "co-conscious")]


def test_who_is_removed_may_come_back_at_the_next_switch():
    memory = Memory((SELES, 0, None), (DEXEN, 0, 20, "co-front"))
    memory.apply(algebra.remove(memory.scene(10), [SELES]))
    assert memory.spans(SELES) == [(SELES, 0, 10), (SELES, 20, None)]


def test_nobody_is_left_after_a_switch_out():
    memory = Memory((SELES, 0, None), (DEXEN, 0, None, "co-front"))
    memory.apply(algebra.remove(memory.scene(10), [SELES, DEXEN]))
    assert memory.spans() == [(SELES, 0, 10), (DEXEN, 0, 10)]
