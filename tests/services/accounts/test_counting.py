"""Failures are counted as a plain list of moments would count them."""

from __future__ import annotations

import math
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits.storage import memory

from homestead.core.errors import TooManyError
from homestead.services.accounts import throttle

AMOUNT, SECONDS = 3, 60
RULES = {"address": (AMOUNT, SECONDS), "device": (AMOUNT, SECONDS), "note": (2, 60)}
STEPS = st.lists(
    st.tuples(st.integers(0, 50), st.sampled_from(["one", "other"])), max_size=40
)


class Moments:
    """The plain list: when each failed, and from when on there is room again."""

    def __init__(self):
        self.failed = {"one": [], "other": []}

    def wait(self, who, now):
        lately = [at for at in self.failed[who] if at >= now - SECONDS]
        if len(lately) < AMOUNT:
            return 0
        return max(1, math.ceil(lately[-AMOUNT] + SECONDS - now))


@contextmanager
def held_clock():
    """Take the clock of whoever counts into the test's hand."""
    turned = SimpleNamespace(now=1_800_000_000.0)
    turned.time = lambda: turned.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "time", turned)
        patch.setattr(throttle, "time", turned)
        yield turned


@pytest.fixture
def clock():
    with held_clock() as turned:
        yield turned


def waited(guard, bucket):
    try:
        guard.refuse([bucket])
    except TooManyError as error:
        return error.retry_after
    return 0


@given(STEPS)
def test_whoever_fails_waits_as_long_as_the_list_says(steps):
    with held_clock() as clock:
        guard, moments = throttle.Throttle(RULES), Moments()
        for seconds, who in steps:
            # Never a whole minute apart: on the edge either answer is right.
            clock.now += seconds + 0.001
            expected = moments.wait(who, clock.now)
            assert waited(guard, ("address", who)) == expected
            if not expected:
                guard.failed([("address", who)])
                moments.failed[who].append(clock.now)


def test_after_the_time_told_there_is_room(clock):
    guard = throttle.Throttle(RULES)
    for _ in range(AMOUNT):
        guard.failed([("address", "one")])
        clock.now += 7
    clock.now += waited(guard, ("address", "one"))
    clock.now += 0.001
    assert waited(guard, ("address", "one")) == 0


def test_the_longest_wait_of_several_is_told(clock):
    guard = throttle.Throttle(RULES)
    guard.failed([("address", "one")] * AMOUNT)
    clock.now += 30
    guard.failed([("device", "1")] * AMOUNT)
    with pytest.raises(TooManyError) as refused:
        guard.refuse([("address", "one"), ("device", "1")])
    assert refused.value.retry_after == 60
    assert refused.value.hint == "Try again in 1 min."


def test_only_those_who_are_known_are_forgiven(clock):
    guard = throttle.Throttle(RULES)
    buckets = [("address", "one"), ("device", "1")]
    guard.failed(buckets * AMOUNT)
    guard.forgive(buckets)
    assert waited(guard, ("device", "1")) == 0
    assert waited(guard, ("address", "one")) > 0


def test_notes_are_counted_too(clock):
    guard = throttle.Throttle(RULES)
    assert [guard.worth_noting() for _ in range(4)] == [True, True, False, False]
    clock.now += 61
    assert guard.worth_noting()


def test_kinds_do_not_mix(clock):
    guard = throttle.Throttle(RULES)
    guard.failed([("address", "1")] * AMOUNT)
    assert waited(guard, ("device", "1")) == 0
