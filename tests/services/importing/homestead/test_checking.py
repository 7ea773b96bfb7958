"""Records somebody edited by hand: every key of its kind, or told what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import clock
from homestead.services.exporting import shape
from homestead.services.importing.homestead import checking

AT = "2026-11-21T09:00:00.000Z"
SELES = {
    "uid": "u1",
    "handle": "seles",
    "name": "Seles",
    "created_at": AT,
    "updated_at": AT,
}
FRONT = {"uid": "f1", "alter": "u1", "started_at": AT, "created_at": AT}


def test_what_is_left_out_has_its_default():
    found = checking.columns(shape.ALTERS, SELES)
    assert (found["kind"], found["tags"], found["autoproxy"]) == ("alter", [], 1)
    assert found["deleted_at"] is None


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("name", None, "empty|text"),
        ("name", 5, "not a text"),
        ("privacy", "everybody", "none of private"),
        ("kind", "robot", "none of alter"),
        ("position", "first", "not a number"),
        ("position", True, "not a number"),
        ("position", 10**30, "not a number"),
        ("keep_proxy", 1, "not a flag"),
        ("archived_at", "yesterday", "not a moment"),
        ("archived_at", 1735732800000, "not a moment"),
        ("archived_at", "2026-11-21T09:00:00", "not a moment"),
    ],
)
def test_a_key_of_the_wrong_kind_is_named(key, value, said):
    with pytest.raises(checking.BadRecordError, match=f"{key}.*({said})"):
        checking.columns(shape.ALTERS, {**SELES, key: value})


@pytest.mark.parametrize("key", ["uid", "handle", "name", "created_at"])
def test_a_key_that_must_be_there_is_missed(key):
    with pytest.raises(checking.BadRecordError, match=f"“{key}” is missing"):
        checking.columns(shape.ALTERS, {k: v for k, v in SELES.items() if k != key})


@pytest.mark.parametrize("record", [None, 5, "seles", []])
def test_what_is_no_record_is_said_to_be_none(record):
    with pytest.raises(checking.BadRecordError, match="something else"):
        checking.columns(shape.ALTERS, record)


def test_a_front_ends_after_it_starts():
    with pytest.raises(checking.BadRecordError, match="before it starts"):
        checking.columns(shape.FRONTS, {**FRONT, "ended_at": AT})


@given(st.integers(-62_135_596_800_000, 253_402_300_799_999))
def test_every_moment_an_export_writes_is_read_back(at):
    assert checking.moment(clock.iso(at)) == at


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.mark.parametrize(
    "section", [shape.SYSTEM, *shape.LISTS], ids=lambda section: section.name
)
@given(data=st.data())
def test_no_record_does_worse_than_being_bad(section, data):
    names = st.sampled_from([key.name for key in section.keys])
    record = data.draw(st.dictionaries(names, anything) | anything)
    try:
        found = checking.columns(section, record)
    except checking.BadRecordError:
        return
    assert set(found) == {key.column for key in section.keys}
