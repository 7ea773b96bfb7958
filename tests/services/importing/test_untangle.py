"""The algebra of stretches that must not overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.services.importing.untangle import untangled, without

LATEST = 30


def spans(least=0):
    start = st.integers(0, LATEST)
    closed = st.tuples(start, st.integers(1, 8)).map(lambda it: (it[0], sum(it)))
    return st.lists(st.one_of(closed, start.map(lambda at: (at, None))), min_size=least)


def moments(span):
    start, end = span
    return set(range(start, LATEST + 20 if end is None else end))


def every(found):
    return sorted(moment for span in found for moment in moments(span))


@given(spans())
def test_the_union_of_time_stays_exact(given_spans):
    pieces = [piece for placed in untangled(given_spans) for piece in placed.pieces]
    assert every(pieces) == sorted(set().union(*map(moments, given_spans)))


@given(spans())
def test_every_piece_lies_within_its_own_span(given_spans):
    for span, placed in zip(given_spans, untangled(given_spans), strict=True):
        assert set(every(placed.pieces)) <= moments(span)
        assert all(end is None or start < end for start, end in placed.pieces)


@given(spans())
def test_who_came_last_has_the_time(given_spans):
    placed = untangled(given_spans)
    for at in set().union(*map(moments, given_spans)):
        here = [i for i, span in enumerate(given_spans) if at in moments(span)]
        last = max(given_spans[i][0] for i in here)
        owner = next(i for i in here if at in every(placed[i].pieces))
        assert given_spans[owner][0] == last


@given(spans())
def test_who_has_no_time_knows_who_has_it(given_spans):
    placed = untangled(given_spans)
    for (start, _), (pieces, owner) in zip(given_spans, placed, strict=True):
        assert (owner is None) == bool(pieces)
        if owner is not None:
            assert start in every(placed[owner].pieces)


@given(spans())
def test_what_does_not_overlap_is_left_alone(given_spans):
    pieces = [piece for placed in untangled(given_spans) for piece in placed.pieces]
    assert [placed.pieces for placed in untangled(pieces)] == [[it] for it in pieces]


@given(spans(1), spans())
def test_what_is_left_of_a_span_is_the_rest_of_its_time(some, others):
    taken = sorted(piece for placed in untangled(others) for piece in placed.pieces)
    left = without(some[0], taken)
    assert set(every(left)) == moments(some[0]) - set(every(taken))
    assert every(left) == sorted(set(every(left)))


@pytest.mark.parametrize("many", [2, 50])
def test_the_same_stretch_many_times_is_one(many):
    placed = untangled([(0, 5)] * many)
    assert [it.pieces for it in placed] == [[]] * (many - 1) + [[(0, 5)]]
    assert {it.owner for it in placed[:-1]} == {many - 1}
