"""Switches become fronts and come back as they were."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.services.fronts.switches import (
    Stretch,
    fronts_of,
    switches_of,
)

CAST = ("seles", "dexen", "yuki", "blurry")
PEOPLE = st.lists(st.sampled_from(CAST), unique=True, max_size=4).map(tuple)


@st.composite
def records(draw):
    people = draw(st.lists(PEOPLE, max_size=40))
    gaps = draw(
        st.lists(st.integers(1, 50), min_size=len(people), max_size=len(people))
    )
    return list(zip(itertools.accumulate(gaps), people, strict=True))


def spans(switches):
    fronts, _ = fronts_of(switches)
    return [(front.key, front.start, front.end) for front in fronts]


@given(records())
def test_switches_come_back_exactly_as_they_were(switches):
    assert switches_of(*fronts_of(switches)) == switches


@given(records())
def test_nobody_fronts_twice_at_once_and_every_front_lasts(switches):
    fronts, _ = fronts_of(switches)
    for key in CAST:
        mine = [front for front in fronts if front.key == key]
        assert all(front.end is None or front.end > front.start for front in mine)
        for one, other in itertools.pairwise(mine):
            assert one.end is not None
            assert one.end <= other.start


@given(records())
def test_fronts_come_oldest_first_and_marks_ascend(switches):
    fronts, marks = fronts_of(switches)
    assert [front.start for front in fronts] == sorted(front.start for front in fronts)
    assert marks == sorted(marks)


def test_who_stays_goes_on_in_one_front():
    switches = [(1, ["seles"]), (2, ["dexen", "seles"]), (3, ["seles", "yuki"])]
    assert spans(switches) == [("seles", 1, None), ("dexen", 2, 3), ("yuki", 3, None)]


def test_only_who_loses_their_place_starts_anew():
    switches = [(1, ["seles", "dexen", "yuki"]), (2, ["dexen", "seles", "yuki"])]
    split = {key for key, _, end in spans(switches) if end == 2}
    assert len(split) == 1
    assert "yuki" not in split


@pytest.mark.parametrize(
    ("switches", "marks"),
    [
        ([(1, [])], [1]),
        ([(1, []), (2, []), (3, ["seles"])], [1, 2]),
        ([(1, ["seles"]), (2, ["seles"])], [2]),
        ([(1, ["seles"]), (2, []), (3, [])], [3]),
        ([(1, ["seles", "dexen"]), (2, ["dexen", "seles"])], []),
        ([], []),
    ],
)
def test_a_switch_that_changes_nothing_is_kept_as_a_mark(switches, marks):
    assert fronts_of(switches)[1] == marks


def test_who_is_named_twice_counts_once():
    fronts, _ = fronts_of([(1, ["seles", "dexen", "seles"])])
    assert [front.key for front in fronts] == ["seles", "dexen"]


@pytest.mark.parametrize("times", [(2, 1), (1, 1)])
def test_switches_that_do_not_ascend_are_refused(times):
    with pytest.raises(ValueError, match="ascend"):
        fronts_of([(at, ["seles"]) for at in times])


def test_the_tier_comes_before_the_position():
    fronts = [
        Stretch("seles", 1, None, 0, rank=1),
        Stretch("dexen", 1, None, 5, rank=0),
    ]
    assert switches_of(fronts) == [(1, ("dexen", "seles"))]


def test_a_front_split_without_a_change_of_people_is_no_switch():
    fronts = [Stretch("seles", 1, 5, 0), Stretch("seles", 5, 9, 0)]
    assert switches_of(fronts) == [(1, ("seles",)), (9, ())]


def test_endless_comings_between_two_who_stay_keep_their_order():
    middle = [f"x{number}" for number in range(300)]
    switches = [
        (at, ("seles", one, two, "dexen"))
        for at, (one, two) in enumerate(itertools.pairwise(middle), start=1)
    ]
    fronts, marks = fronts_of(switches)
    assert len(fronts) == 302
    assert switches_of(fronts, marks) == switches


@pytest.mark.slow
def test_two_hundred_thousand_switches_are_carried():
    people = [CAST[:1], CAST[1:3], (), CAST[:2], CAST[::-1], CAST[2:]]
    switches = [(at, people[at % 6]) for at in range(200_000)]
    assert switches_of(*fronts_of(switches)) == switches
