"""A switch is counted where somebody came or left, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from homestead.services.fronts.instants import Switches

SEAT = ("primary", 0.0)
LONG = 60


@st.composite
def records(draw):
    """Draw fronts of three alters in order of start; some touch, none overlaps."""
    found = []
    for key in range(3):
        cuts = sorted(draw(st.sets(st.integers(0, LONG), max_size=12)))
        pairs = pairwise(cuts)
        found += [(start, end, key) for start, end in pairs if draw(st.booleans())]
    return sorted(found)


def counted(found, since=0, until=LONG + 1):
    told = []
    switches = Switches(since, until, told.append)
    for start, end, key, *seat in found:
        switches.add(key, start, end, seat[0] if seat else SEAT)
    switches.close()
    return told


@given(records(), st.integers(0, 30), st.integers(31, LONG))
def test_every_change_of_who_fronts_is_told_once_and_in_order(found, since, until):
    there = [
        {key for start, end, key in found if start <= at < end}
        for at in range(-1, LONG + 1)
    ]
    wanted = [at for at in range(since, until) if there[at] != there[at + 1]]
    assert counted(found, since, until) == wanted


def test_who_goes_on_in_another_front_did_not_switch():
    assert counted([(0, 5, 1), (5, 9, 1)]) == [0, 9]


def test_a_new_tier_is_a_switch():
    assert counted([(0, 5, 1), (5, 9, 1, ("co-front", 0.0))]) == [0, 5, 9]


def test_who_is_still_there_has_not_left():
    assert counted([(3, None, 1)]) == [3]
