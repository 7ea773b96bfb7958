"""Everybody gets a place in the order named, and as many as can keep theirs."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.services.fronts.places import filled, longest_ascent, seated

NUMBERS = st.integers(-4, 4).map(float)
FOUND = st.lists(st.none() | st.tuples(NUMBERS, st.integers(0, 3)), max_size=10)
SEATS = FOUND.map(
    lambda found: [seat and (*seat, -index) for index, seat in enumerate(found)]
)


@given(st.lists(st.integers(-9, 9), max_size=9))
def test_the_longest_ascent_ascends_and_none_is_longer(numbers):
    chain = longest_ascent(numbers)
    picked = [numbers[index] for index in chain]
    assert chain == sorted(chain)
    assert all(a < b for a, b in itertools.pairwise(picked))
    longest = max(
        size
        for size in range(len(numbers) + 1)
        for some in itertools.combinations(numbers, size)
        if all(a < b for a, b in itertools.pairwise(some))
    )
    assert len(chain) == longest


@given(SEATS)
def test_positions_follow_the_order_wanted(wanted):
    positions = [position for position, _ in seated(wanted)]
    assert len(positions) == len(wanted)
    assert positions == sorted(positions)


@given(SEATS)
def test_who_is_new_stands_apart_from_everybody(wanted):
    places = seated(wanted)
    for (one, one_kept), (other, other_kept) in itertools.pairwise(places):
        assert one < other or (one_kept and other_kept)


@given(SEATS)
def test_who_keeps_their_place_keeps_their_position(wanted):
    for seat, (position, kept) in zip(wanted, seated(wanted), strict=True):
        assert not kept or position == seat[0]


@pytest.mark.parametrize(
    ("wanted", "positions"),
    [
        ([], []),
        ([None, None], [0, 1]),
        ([3, None], [3, 4]),
        ([None, 3], [2, 3]),
        ([1, None, 2], [1, 1.5, 2]),
        ([1, None, None, None, 2], [1, 1.25, 1.5, 1.75, 2]),
        ([1, 1], [1, 1]),
        ([1, None, 1], None),
        ([2.0**53, None], None),
    ],
)
def test_gaps_are_filled_where_there_is_room(wanted, positions):
    assert filled(wanted) == positions


def test_everybody_is_seated_anew_when_a_gap_is_used_up():
    places = seated([(0.0, 1, 1), None, (5e-324, 1, 2)])
    assert places == [(0.0, False), (1.0, False), (2.0, False)]
