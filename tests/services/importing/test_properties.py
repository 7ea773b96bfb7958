"""Whatever an export holds: all is accounted for, and the home stays sound."""

from __future__ import annotations

import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.importing.exports import HOUR, NOON, as_bytes
from services.importing.homes import a_home

from homestead.core.house import NamedFile
from homestead.services import changes, imports

HUSH = "hush-hush-5ecret"

ids = st.sampled_from([f"65a00000000000000000000{n}" for n in range(6)] + ["gone1", ""])
junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
)
words = st.one_of(st.text(max_size=12), junk)
moments = st.one_of(
    st.integers(0, 12).map(lambda n: NOON + n * HOUR),
    st.integers(0, 12).map(lambda n: str(NOON + n * HOUR)),
    st.integers(0, 12).map(lambda n: {"_seconds": (NOON + n * HOUR) // 1000}),
    junk,
)
secrets = st.just(HUSH)


def record(**known):
    """A record with an id, some of what is known of it, junk, and perhaps a secret."""
    return st.fixed_dictionaries(
        {"_id": ids}, optional={**known, "accessToken": secrets, "whatever": junk}
    )


def collection(**known):
    records = st.lists(st.one_of(record(**known), junk), max_size=7)
    as_map = st.dictionaries(ids, record(**known), max_size=5)
    return st.one_of(records, records, as_map)


PEOPLE = {
    "name": words,
    "desc": words,
    "color": words,
    "pkId": st.sampled_from(["abcde", "", "fghij"]),
    "archived": junk,
    "info": st.one_of(st.dictionaries(ids, words, max_size=3), junk),
    "buckets": st.one_of(st.lists(ids, max_size=3), junk),
    "private": junk,
    "lastOperationTime": moments,
}
exports = st.fixed_dictionaries(
    {
        "members": collection(**PEOPLE),
        "frontStatuses": collection(**PEOPLE),
        "frontHistory": collection(
            member=ids,
            custom=junk,
            live=st.one_of(st.booleans(), junk),
            startTime=moments,
            endTime=moments,
            customStatus=words,
            lastOperationTime=moments,
        ),
        "comments": collection(documentId=ids, time=moments, text=words),
        "groups": collection(name=words, parent=ids, members=st.lists(ids, max_size=4)),
        "customFields": collection(name=words, type=st.integers(-1, 9), order=words),
        "users": collection(username=words, color=words),
        "private": collection(location=words, notificationToken=secrets),
        "notes": collection(note=words),
        "surprises": collection(what=words),
        "tokens": collection(token=secrets),
    }
)


def bring(house, document, **options):
    files = [NamedFile("export.json", io.BytesIO(as_bytes(document)))]
    return imports.run(house, files=files, format="simply-plural", **options)


def content(house):
    tables = (
        *("system", "alters", "groups", "group_members", "fields", "field_values"),
        *("fronts", "front_comments", "sources", "preserved"),
    )
    return {
        it: [tuple(row) for row in house.app.rows(f"SELECT * FROM {it}")]
        for it in tables
    }


often = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@often
@given(exports)
def test_every_record_ends_in_exactly_one_outcome(document):
    with a_home() as house:
        told = bring(house, document)
    counted = sum(sum(each.values()) for each in told["counts"].values())
    assert counted == sum(map(len, document.values())) - len(document["tokens"])


@often
@given(exports)
def test_again_changes_nothing_and_undo_takes_all_back(document):
    with a_home() as house:
        empty = content(house)
        bring(house, document)
        before = content(house)
        again = bring(house, document)
        assert content(house) == before
        for each in again["counts"].values():
            assert set(each.values()) <= {0, each["unchanged"], each["failed"]}
        if any(before.values()):
            changes.undo(house)
        assert content(house) == empty


@often
@given(exports)
def test_a_rehearsal_tells_what_will_be(document):
    with a_home() as house:
        rehearsed = bring(house, document, dry_run=True)
        assert {**rehearsed, "dry_run": False} == bring(house, document)


@often
@given(exports, exports)
def test_fronts_stay_sound_through_two_exports(first, second):
    with a_home() as house:
        for document in (first, second, first):
            bring(house, document)
            assert_sound(house)


@often
@given(exports)
def test_no_secret_is_left_anywhere(document):
    with a_home() as house:
        told = bring(house, document)
        dump = json.dumps([told, list(house.app.connection.iterdump())])
    assert HUSH not in dump


def assert_sound(house):
    overlapping = house.app.rows(
        "SELECT 1 FROM fronts AS one JOIN fronts AS other"
        " ON one.alter_id = other.alter_id AND one.id < other.id"
        " WHERE one.deleted_at IS NULL AND other.deleted_at IS NULL"
        " AND (one.ended_at IS NULL OR one.ended_at > other.started_at)"
        " AND (other.ended_at IS NULL OR other.ended_at > one.started_at)"
    )
    assert not overlapping
    assert not house.app.rows("PRAGMA foreign_key_check")
    circles = house.app.rows(
        "WITH RECURSIVE above (id, parent, depth) AS ("
        " SELECT id, parent_id, 0 FROM groups UNION ALL"
        " SELECT above.id, groups.parent_id, depth + 1 FROM above"
        " JOIN groups ON groups.id = above.parent WHERE depth < 50)"
        " SELECT 1 FROM above WHERE depth >= 50"
    )
    assert not circles
