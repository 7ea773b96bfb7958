"""Homes that have lived: whatever was done in them goes out and comes back."""

from __future__ import annotations

from contextlib import suppress
from itertools import count

from homes import document, exported, new_home
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from restoring import restore

from homestead.core.errors import HomesteadError
from homestead.services import alters, changes, fields, fronts, groups, system

number = count()
NAMES = ("Seles", "Dexen", "Yuki", "Blurry")
names = st.sampled_from(NAMES)
handles = names.map(str.lower)
moments = st.integers(0, 48).map(lambda h: f"2026-01-{1 + h // 24:02}T{h % 24:02}:00Z")
words = st.sampled_from(["", "at work", "*tired*", "“hm”\n\n- a\n- b"])
ids = st.integers(1, 6)

# What people do, as they do it: each a service, and what it is asked for.
deeds = st.one_of(
    st.tuples(st.just(alters.add), st.fixed_dictionaries({"name": names})),
    st.tuples(
        st.just(alters.edit),
        st.fixed_dictionaries({"alter": handles, "description": words}),
    ),
    st.tuples(st.just(alters.archive), st.fixed_dictionaries({"alter": handles})),
    st.tuples(st.just(alters.remove), st.fixed_dictionaries({"alter": handles})),
    st.tuples(st.just(groups.add), st.fixed_dictionaries({"name": names})),
    st.tuples(
        st.just(groups.join),
        st.fixed_dictionaries({"group": handles, "alters": st.lists(handles)}),
    ),
    st.tuples(
        st.just(groups.nest),
        st.fixed_dictionaries({"group": handles, "parent": st.none() | handles}),
    ),
    st.tuples(st.just(groups.remove), st.fixed_dictionaries({"group": handles})),
    st.tuples(st.just(fields.add), st.fixed_dictionaries({"name": names})),
    st.tuples(
        st.just(fields.set),
        st.fixed_dictionaries({"field": handles, "alter": handles, "value": words}),
    ),
    st.tuples(
        st.just(fronts.switch),
        st.fixed_dictionaries(
            {"alters": st.lists(handles), "at": moments, "status": st.just("x")}
        ),
    ),
    st.tuples(st.just(fronts.out), st.fixed_dictionaries({"at": moments})),
    st.tuples(
        st.just(fronts.insert),
        st.fixed_dictionaries({"alter": handles, "start": moments, "end": moments}),
    ),
    st.tuples(
        st.just(fronts.comment), st.fixed_dictionaries({"front": ids, "text": words})
    ),
    st.tuples(st.just(fronts.delete), st.fixed_dictionaries({"front": ids})),
    st.tuples(st.just(system.edit), st.fixed_dictionaries({"description": words})),
    st.tuples(st.just(changes.undo), st.just({})),
)


lasting = deeds.filter(lambda deed: deed[0] is not changes.undo)


def live(house, done):
    """Let somebody live here and do these things."""
    for name in NAMES[:3]:
        alters.add(house, name=name)
    do(house, done)


def do(house, done):
    """Do these things; what is refused is not done."""
    for deed, args in done:
        with suppress(HomesteadError):
            deed(house, **args)


in_homes = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@in_homes
@given(done=st.lists(deeds, min_size=5, max_size=25))
def test_a_home_that_has_lived_moves_without_a_difference(done, tmp_path):
    here = tmp_path / str(next(number))
    with new_home(here / "a") as old, new_home(here / "b") as new:
        live(old, done)
        restore(new, exported(old))
        assert document(new) == document(old)


@in_homes
@given(done=st.lists(deeds, max_size=15), later=st.lists(lasting, max_size=8))
def test_what_was_done_after_the_export_is_not_undone_by_it(done, later, tmp_path):
    with new_home(tmp_path / str(next(number))) as house:
        live(house, done)
        export = exported(house)
        do(house, later)
        before = document(house)
        restore(house, export)
        assert document(house) == before


@in_homes
@given(done=st.lists(deeds, max_size=15), later=st.lists(lasting, max_size=8))
def test_a_newer_export_brings_an_older_copy_up_to_date(done, later, tmp_path):
    here = tmp_path / str(next(number))
    with new_home(here / "a") as old, new_home(here / "b") as copy:
        live(old, done)
        restore(copy, exported(old))
        do(old, later)
        restore(copy, exported(old))
        assert document(copy) == document(old)
