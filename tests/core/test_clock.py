"""Moments are written and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import clock

YEARS_1_TO_9999 = st.integers(-62_135_596_800_000, 253_402_300_799_999)


@given(YEARS_1_TO_9999)
def test_a_moment_is_read_as_it_was_written(moment):
    assert clock.moment(clock.iso(moment)) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1970-01-01T00:00:00.000Z", 0),
        ("2000-02-29T12:00:00.500Z", 951_825_600_500),
        ("1969-12-31T23:59:59.999Z", -1),
    ],
)
def test_known_moments_are_read(text, moment):
    assert clock.moment(text) == moment
