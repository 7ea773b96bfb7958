"""However many fronts there are, few pieces are drawn, and no time is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from homestead.services.fronts.lanes import Piece, merged, thinned

LONG = 1000


@st.composite
def lanes(draw):
    """Draw the fronts of one alter, of which no two overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, LONG), max_size=40)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [Piece(start, end, end - start, 1, start) for start, end in pairs]


def touching(*lengths):
    """Return fronts of one alter that follow each other without a gap."""
    ends = [sum(lengths[: place + 1]) for place in range(len(lengths))]
    return [
        Piece(end - length, end, length, 1, end)
        for length, end in zip(lengths, ends, strict=True)
    ]


@given(lanes(), st.integers(1, 200))
def test_merging_loses_neither_time_nor_fronts(lane, step):
    found = merged(lane, step)
    assert sum(piece.time for piece in found) == sum(piece.time for piece in lane)
    assert sum(piece.fronts for piece in found) == len(lane)
    assert all(piece.time <= piece.end - piece.start for piece in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(lanes(), st.integers(1, 200))
def test_a_lane_has_no_more_pieces_than_can_be_told_apart(lane, step):
    assert len(merged(lane, step)) <= LONG // step + 1


@given(lanes(), st.integers(1, 200))
def test_a_piece_that_is_one_front_says_which(lane, step):
    known = {piece.front: piece for piece in lane}
    for piece in merged(lane, step):
        assert (piece.front is not None) == (piece.fronts == 1)
        assert piece.front is None or piece == known[piece.front]


@given(st.lists(lanes(), max_size=4), st.integers(4, 30))
def test_a_picture_never_has_more_pieces_than_asked_for(drawn, most):
    found = thinned(drawn, 1, most)
    assert sum(map(len, found)) <= max(most, len(drawn))


def test_long_fronts_that_touch_stay_apart():
    assert len(merged(touching(50, 50), 10)) == 2


def test_a_short_front_goes_into_its_neighbour():
    first, second = merged(touching(50, 5, 50), 10)
    assert first == Piece(0, 55, 55, 2)
    assert second.front == 105


def test_what_lies_outside_the_picture_is_cut_off():
    assert Piece(0, 100, 100).clipped(20, 90) == Piece(20, 90, 70)
