"""The database answers as the plain list in memory does."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.fronts.memory import CAST, Memory, covers

from homestead.services import changes, fronts
from homestead.services.fronts import models, pages
from homestead.services.fronts.front import TIERS, Front, Scene, known_tier, shown
from homestead.services.fronts.switches import Stretch, switches_of

END = 30


@st.composite
def records(draw):
    """Fronts of everybody, each alter's own apart, with marks between."""
    rows = []
    for alter in CAST:
        cuts = sorted(draw(st.sets(st.integers(0, END), max_size=6)))
        touching = draw(st.booleans())
        apart = zip(cuts[::2], cuts[1::2], strict=False)
        pairs = itertools.pairwise(cuts) if touching else apart
        place = st.tuples(st.sampled_from(TIERS), st.sampled_from([0.0, 1.0]))
        rows += [(alter, start, end, *draw(place)) for start, end in pairs]
    if rows and draw(st.booleans()):
        last = max(rows, key=lambda row: row[2])
        rows[rows.index(last)] = (*last[:2], None, *last[3:])
    return rows, draw(st.sets(st.integers(0, END), max_size=2))


def filled(house, rows, marks):
    """Put these fronts into the home, and nothing else; return them in memory."""
    columns = "alter_id, started_at, ended_at, tier, position"
    with house.app.transaction() as tx:
        for table in ("fronts", "switch_marks"):
            tx.run(f"DELETE FROM {table}")
        tx.many(
            f"INSERT INTO fronts ({columns}, uid, created_at)"
            " VALUES (?, ?, ?, ?, ?, hex(randomblob(16)), 0)",
            rows,
        )
        tx.many("INSERT INTO switch_marks (at) VALUES (?)", [(at,) for at in marks])
        tx.run(
            f"INSERT INTO fronts ({columns}, uid, created_at, deleted_at)"
            " VALUES (1, 3, 17, 'primary', 0, 'gone', 0, 1)"
        )
    return Memory(*rows)


def who(found):
    return [(front.alter_id, front.tier) for front in found]


many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(records(), st.integers(-1, END + 1))
def test_who_fronts_then_is_known_both_ways(settled, record, at):
    memory = filled(settled, *record)
    assert who(models.fronting(settled.app, at)) == memory.state(at)
    assert who(models.fronting_now(settled.app, at)) == memory.state(at)


@many
@given(records(), st.integers(-1, END + 1))
def test_the_next_and_the_last_switch_are_found(settled, record, at):
    rows, marks = record
    memory = filled(settled, rows, marks)
    later = [mark for mark in marks if mark > at]
    told = [found for found in (memory.next_switch(at), *later) if found is not None]
    assert models.next_switch(settled.app, at) == min(told, default=None)
    before = [m for m in range(-1, at) if memory.next_switch(m) == m + 1]
    assert models.last_switch(settled.app, at) == max(
        (m + 1 for m in before), default=None
    )


@many
@given(records(), st.integers(0, END), st.booleans())
def test_the_scene_of_a_change_is_the_same(settled, record, at, past):
    rows, _ = record
    memory = filled(settled, rows, ())
    one, other = models.scene(settled.app, at, past=past), memory.scene(at)
    assert (one.until, who(one.here)) == (other.until, who(other.here))
    assert sorted(map(Front.columns, one.around), key=str) == sorted(
        map(Front.columns, other.around), key=str
    )


@many
@given(records())
def test_the_switches_of_a_record_say_who_was_there_all_along(settled, record):
    rows, marks = record
    memory = filled(settled, rows, marks)
    stretches = [
        Stretch(alter, start, end, position, TIERS.index(tier))
        for alter, start, end, tier, position in rows
    ]
    switches = switches_of(stretches, marks)
    assert marks <= {at for at, _ in switches}
    for minute in range(END + 1):
        said = [people for at, people in switches if at <= minute]
        assert sorted(said[-1] if said else ()) == sorted(
            a for a, _ in memory.state(minute)
        )


@many
@given(records(), st.integers(0, END), st.none() | st.integers(0, END))
def test_an_overlap_is_found_whatever_it_looks_like(settled, record, start, end):
    rows, _ = record
    memory = filled(settled, rows, ())
    end = None if end is None else max(end, start + 1)
    mine = [f for f in memory.fronts if f.alter_id == 1]
    overlapping = [
        f for f in mine if f.lasts_beyond(start) and (end is None or f.started_at < end)
    ]
    new = {"alter_id": 1, "started_at": start, "ended_at": end}
    found = pages.clash(settled.app, new, None)
    assert (found is None) == (not overlapping)


@many
@given(records(), st.integers(0, END), st.none() | st.integers(1, END))
def test_who_comes_beside_others_stands_behind_them_all(settled, record, start, end):
    rows, _ = record
    memory = filled(settled, rows, ())
    end = None if end is None else max(end, start + 1)
    there = [
        f
        for f in memory.fronts
        if covers(f, start)
        or (f.started_at > start and (end is None or f.started_at < end))
    ]
    place, company = pages.place_beside(settled.app, start, end)
    assert company == bool(there)
    assert all(place > front.position for front in there)


@pytest.fixture
def commented(settled, hours):
    """Seles, then Dexen, then Seles again; each of her fronts with a comment."""
    for name in ("seles", "dexen", "seles"):
        fronts.switch(settled, alters=[name])
        hours.pass_minutes(60)
    for number in (1, 3):
        fronts.comment(settled, front=number, text=f"of {number}")
    return settled


def test_fronts_that_become_one_keep_all_comments(commented, hours):
    start = hours.now() - 120 * 60_000
    fronts.switch(commented, alters=["seles"], at=start)
    [entry] = fronts.history(commented)["fronts"]
    assert [said["text"] for said in entry["comments"]] == ["of 1", "of 3"]
    changes.undo(commented)
    assert len(fronts.history(commented)["fronts"]) == 3


def test_a_new_front_has_a_name_of_its_own(commented):
    uids = {entry["uid"] for entry in fronts.history(commented)["fronts"]}
    assert len(uids) == 3
    assert all(len(uid) == 32 for uid in uids)


def front(**said):
    plain = {
        "id": 1, "alter_id": 1, "started_at": 0, "ended_at": None,
        "tier": "primary", "position": 0.0, "status": "",
    }  # fmt: skip
    return Front(**{**plain, **said})


def test_tiers_come_before_places_and_places_before_age():
    people = [
        front(id=1, tier="co-front"),
        front(id=2, position=1.0),
        front(id=3, started_at=5),
        front(id=4, started_at=5),
        front(id=5),
    ]
    assert [one.id for one in shown(people)] == [5, 3, 4, 2, 1]


@pytest.mark.parametrize(
    ("ended_at", "moment", "lasts"),
    [(None, 5, True), (6, 5, True), (5, 5, False), (None, None, False)],
)
def test_a_front_lasts_until_just_before_its_end(ended_at, moment, lasts):
    assert front(ended_at=ended_at).lasts_beyond(moment) == lasts


def test_a_scene_knows_the_neighbours_of_a_change():
    before, after = front(ended_at=10), front(started_at=20)
    scene = Scene(10, 20, [], [before, after])
    assert scene.beside(1) == (before, after)
    assert scene.beside(2) == (None, None)
    assert scene.of(1) is None


@pytest.mark.parametrize("tier", [None, *TIERS])
def test_every_tier_is_known(tier):
    assert known_tier(tier) == tier
